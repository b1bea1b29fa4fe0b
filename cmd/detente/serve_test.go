package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"path/filepath"
	"strings"
	"testing"
)

// TestServe opens the printed link as a browser would, and ends the workbench
// as Ctrl-C does.
func TestServe(t *testing.T) {
	out, in := io.Pipe()
	a := &app{out: in, errs: io.Discard}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	example := filepath.Join("..", "..", "examples", "merger", "case.yaml")
	go func() {
		ended <- a.serveWith(ctx, serving{db: filepath.Join(t.TempDir(), "d.db"), noOpen: true}, []string{example})
		in.Close()
	}()
	link, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err, <-ended)
	}
	if !strings.HasPrefix(link, "http://127.0.0.1:") {
		t.Errorf("the link is %q, want one on the loopback interface", link)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := (&http.Client{Jar: jar}).Get(strings.TrimSpace(link))
	if err != nil {
		t.Fatal(err)
	}
	page, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil || resp.StatusCode != http.StatusOK || !strings.Contains(string(page), "Norvik Lines and Harbour Ferries") {
		t.Errorf("the link leads to %d (%v) without the case", resp.StatusCode, err)
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("after Ctrl-C serve returns %v, want nil", err)
	}
}

func TestServeRefuses(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"serve", "--no-open", "--db", "D", "nothing.yaml"}, "nothing.yaml"},
		{[]string{"serve", "--no-open", "--db", "D", "testdata"}, "no case file"},
		{[]string{"serve", "--no-open", "--db", "D", "--port", "70000"}, "choose another with --port"},
		{[]string{"serve", "a", "b"}, "one argument too many"},
	} {
		for i := range c.args {
			if c.args[i] == "D" {
				c.args[i] = filepath.Join(t.TempDir(), "d.db")
			}
		}
		var errs strings.Builder
		if code := run(c.args, strings.NewReader(""), io.Discard, &errs); code == exitOK || !strings.Contains(errs.String(), c.want) {
			t.Errorf("detente %s = %d, says %q; want it to fail and say %q", strings.Join(c.args, " "), code, errs.String(), c.want)
		}
	}
}
