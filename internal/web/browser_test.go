package web_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// long reports whether the slow tests run.
func long() bool { return os.Getenv("DETENTE_TEST") == "long" }

// chromium finds the browser. Without one the test is skipped, or fails where
// the slow tests run: they need it.
func chromium(t testing.TB) string {
	t.Helper()
	if !long() {
		t.Skip("works in a browser: DETENTE_TEST=long")
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatal("there is no Chromium on the path: install Debian's package chromium")
	return ""
}

// person is somebody at a browser, who clicks, types and reads. Each press,
// click or paste counts as an action.
type person struct {
	t       testing.TB
	ctx     context.Context
	actions int
	files   string // where what is downloaded arrives

	mu       sync.Mutex
	troubles []string // what the browser complained of
	arrived  chan string
}

// browse starts a browser with an empty profile and opens the workbench's link.
// What the browser complains of (a script that throws, a load that fails or that
// the policy forbids) fails the test at its end.
func browse(t testing.TB, b *bench) *person {
	t.Helper()
	p := &person{t: t, files: t.TempDir(), arrived: make(chan string, 8)}
	profile, err := os.MkdirTemp("", "profile")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(profile) }) // a browser that ends may still write into it
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(chromium(t)), chromedp.UserDataDir(profile), chromedp.WindowSize(1200, 900),
		chromedp.WSURLReadTimeout(90 * time.Second),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"), // what it would like to ask on its own
	}
	for _, name := range []string{"headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking", "disable-component-update", "disable-sync", "disable-dev-shm-usage", "hide-scrollbars", "no-default-browser-check"} {
		options = append(options, chromedp.Flag(name, true))
	}
	ctx, stop := context.WithTimeout(t.Context(), 10*time.Minute)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(stop)
	p.ctx, stop = chromedp.NewContext(ctx, chromedp.WithErrorf(func(string, ...any) {})) // it knows not every event of a newer browser
	t.Cleanup(stop)
	t.Cleanup(func() { chromedp.Cancel(p.ctx) }) // waits until it has gone
	chromedp.ListenTarget(p.ctx, p.hear)
	p.do(browser.SetDownloadBehavior(browser.SetDownloadBehaviorBehaviorAllow).WithDownloadPath(p.files).WithEventsEnabled(true))
	p.do(cdplog.Enable(), chromedp.Navigate(b.server.Link(strings.TrimPrefix(b.url, "http://"), "/")))
	t.Cleanup(func() {
		for _, trouble := range p.complaints() {
			t.Errorf("the browser complained: %s", trouble)
		}
	})
	return p
}

// hear notes what the browser tells beside its answers.
func (p *person) hear(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		p.troubles = append(p.troubles, e.ExceptionDetails.Error())
	case *cdplog.EventEntryAdded:
		if e.Entry.Level == cdplog.LevelError {
			p.troubles = append(p.troubles, e.Entry.Text+" "+e.Entry.URL)
		}
	case *browser.EventDownloadWillBegin:
		p.arrived <- e.SuggestedFilename
	}
}

// complaints returns what the browser complained of until now, and forgets it.
func (p *person) complaints() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	out := p.troubles
	p.troubles = nil
	return out
}

// do runs steps of the browser; each must succeed within a minute.
func (p *person) do(steps ...chromedp.Action) {
	p.t.Helper()
	for i, step := range steps {
		done := make(chan error, 1)
		ctx, stop := context.WithTimeout(p.ctx, time.Minute)
		go func() { done <- p.run(step) }()
		select {
		case err := <-done:
			stop()
			if err != nil {
				p.t.Fatalf("step %d of %d (%T): %v", i+1, len(steps), step, err)
			}
		case <-ctx.Done():
			stop()
			p.t.Fatalf("step %d of %d (%T) has not ended after a minute, on a page that says\n%s", i+1, len(steps), step, p.page())
		}
	}
}

// run does a step, once more where the page has replaced an element between its
// being found and used, as happens when answers come in.
func (p *person) run(step chromedp.Action) (err error) {
	for range 5 {
		err = chromedp.Run(p.ctx, step) // Run's first context is the browser's own: never a shorter one
		if err == nil || !strings.Contains(err.Error(), "Could not find node") && !strings.Contains(err.Error(), "No node with given id") {
			return err
		}
	}
	return err
}

// page is what the page says, as far as the browser still answers.
func (p *person) page() (text string) {
	ctx, stop := context.WithTimeout(p.ctx, 5*time.Second)
	defer stop()
	if err := chromedp.Run(ctx, chromedp.Evaluate(`location.href + "\n" + document.body.innerText`, &text)); err != nil {
		return err.Error()
	}
	return text
}

// click clicks in the middle of the first element in sight that a selector finds.
func (p *person) click(selector string) {
	p.t.Helper()
	p.actions++
	p.do(chromedp.Click(selector, chromedp.ByQuery, chromedp.NodeVisible))
}

// clickThrice clicks three times, which selects all of a field.
func (p *person) clickThrice(selector string) {
	p.t.Helper()
	p.actions++
	p.do(chromedp.QueryAfter(selector, func(ctx context.Context, _ runtime.ExecutionContextID, nodes ...*cdp.Node) error {
		return chromedp.MouseClickNode(nodes[0], chromedp.ClickCount(3)).Do(ctx)
	}, chromedp.ByQuery, chromedp.NodeVisible))
}

// press presses a key, or types a word.
func (p *person) press(keys string) {
	p.t.Helper()
	p.actions++
	p.do(chromedp.KeyEvent(keys))
}

// paste puts a text where the focus is.
func (p *person) paste(text string) {
	p.t.Helper()
	p.actions++
	p.do(input.InsertText(text))
}

// wait waits until a page shows what a selector finds.
func (p *person) wait(selector string) {
	p.t.Helper()
	p.do(chromedp.WaitVisible(selector, chromedp.ByQuery))
}

// read returns the text of an element.
func (p *person) read(selector string) (text string) {
	p.t.Helper()
	p.eval(fmt.Sprintf("document.querySelector(%q).innerText", selector), &text) // at once: what is live may be swapped meanwhile
	return strings.Join(strings.Fields(text), " ")
}

// eval computes an expression in the page.
func (p *person) eval(expression string, out any) {
	p.t.Helper()
	p.do(chromedp.Evaluate(expression, out, func(e *runtime.EvaluateParams) *runtime.EvaluateParams { return e.WithAwaitPromise(true) }))
}

// until waits until an expression is true of the page, with or without scripts of
// its own, also while another page comes.
func (p *person) until(expression string) {
	p.t.Helper()
	for range 400 {
		yes := false
		if err := chromedp.Run(p.ctx, chromedp.Evaluate("Boolean("+expression+")", &yes)); err == nil && yes {
			return
		}
		p.do(chromedp.Sleep(50 * time.Millisecond))
	}
	p.t.Fatalf("waiting for %s, on a page that says\n%s", expression, p.page())
}

// saved returns the text of the file that the last click has downloaded.
func (p *person) saved() string {
	p.t.Helper()
	select {
	case name := <-p.arrived:
		return p.file(name)
	case <-time.After(time.Minute):
		p.t.Fatal("nothing was downloaded within a minute")
	}
	return ""
}

// file waits for a downloaded file to be whole.
func (p *person) file(name string) string {
	p.t.Helper()
	for range 600 {
		if data, err := os.ReadFile(p.files + "/" + name); err == nil && len(data) > 0 {
			return string(data)
		}
		p.do(chromedp.Sleep(50 * time.Millisecond))
	}
	p.t.Fatalf("%s was not downloaded", name)
	return ""
}

// view sets the size of the window and what the person prefers.
func (p *person) view(width, height int, preferences ...string) {
	p.t.Helper()
	media := emulation.SetEmulatedMedia()
	for i := 0; i < len(preferences); i += 2 {
		if preferences[i] == "media" {
			media = media.WithMedia(preferences[i+1])
			continue
		}
		media.Features = append(media.Features, &emulation.MediaFeature{Name: preferences[i], Value: preferences[i+1]})
	}
	p.do(emulation.SetDeviceMetricsOverride(int64(width), int64(height), 1, false), media)
}

// open loads a page by its address; the job itself goes by links alone.
func (p *person) open(address string) {
	p.t.Helper()
	p.do(chromedp.Navigate(address))
}
