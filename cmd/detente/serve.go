package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os/exec"
	"runtime"
	"runtime/debug"
	"strconv"

	"github.com/spf13/cobra"

	"detente/internal/store"
	"detente/internal/web"
)

// serving are the flags of serve.
type serving struct {
	db     string
	port   int
	noOpen bool
	seed   uint64
}

// serve is the workbench in a browser.
func (a *app) serve() *cobra.Command {
	var o serving
	cmd := &cobra.Command{
		Use:   "serve [CASE|FOLDER]",
		Short: "The workbench in a browser, for you alone, on this machine",
		Long: "Opens the workbench in the browser: read documents, correct the brief, edit the\n" +
			"case and watch the answers change. It listens on this machine only (127.0.0.1) and\n" +
			"lets in whoever opens the printed link, once. A case file, or every case file below\n" +
			"a folder, is served in place: edits there and in your editor are the same file.\n" +
			"Everything else is kept in one data file (see: detente db). Ctrl-C ends it.",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage("%q is one argument too many: %s", args[1], cmd.UseLine())
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			debug.SetGCPercent(100) // a server stays: its memory counts
			return a.serveWith(cmd.Context(), o, args)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.db, "db", "", "the data file (default: in this user's data folder)")
	f.IntVar(&o.port, "port", 0, "the port to listen on (default: any that is free)")
	f.BoolVar(&o.noOpen, "no-open", false, "print the link and open no browser")
	f.Uint64Var(&o.seed, "seed", 1, "seed of everything drawn at random")
	return cmd
}

func (a *app) serveWith(ctx context.Context, o serving, args []string) error {
	file, err := dataFile(o.db)
	if err != nil {
		return err
	}
	data, err := store.Open(file)
	if err != nil {
		return err
	}
	defer data.Close()
	start, err := attach(ctx, data, args)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(o.port)))
	if err != nil {
		return fmt.Errorf("port %d cannot be had; choose another with --port, or leave it out: %w", o.port, err)
	}
	server := web.New(web.Options{Store: data, Version: version, Seed: o.seed, Notice: func(link string) {
		fmt.Fprintf(a.out, "that link has been used; this one lets another browser in, once:\n%s\n", link)
	}})
	link := server.Link(l.Addr().String(), start)
	fmt.Fprintf(a.out, "%s\n", link)
	fmt.Fprintf(a.errs, "The link lets one browser in. Data: %s. Ctrl-C ends the workbench.\n", file)
	if !o.noOpen {
		if err := openBrowser(link); err != nil {
			fmt.Fprintln(a.errs, "No browser could be opened: open the link yourself.")
		}
	}
	return server.Serve(ctx, l)
}

// attach serves the case files of the argument in place and returns the page to
// begin with.
func attach(ctx context.Context, data *store.Store, args []string) (start string, err error) {
	if len(args) == 0 {
		return "/", nil
	}
	paths := args
	if isFolder(args[0]) {
		if paths, err = cases(args[0]); err != nil {
			return "", err
		}
		if len(paths) == 0 {
			return "", usage("no case file (*.yaml) lies in %s", args[0])
		}
	}
	var c store.Case
	for _, path := range paths {
		if c, err = data.Attach(ctx, path); err != nil {
			return "", err
		}
	}
	if len(paths) > 1 {
		return "/", nil
	}
	return "/cases/" + string(c.ID) + "/case", nil
}

// openers are what opens a link on each system.
var openers = map[string][]string{
	"darwin":  {"open"},
	"windows": {"rundll32", "url.dll,FileProtocolHandler"},
}

// openBrowser opens a link, and does not wait for the browser.
func openBrowser(link string) error {
	opener, ok := openers[runtime.GOOS]
	if !ok {
		opener = []string{"xdg-open"}
	}
	if _, err := exec.LookPath(opener[0]); err != nil {
		return errors.New("there is no " + opener[0])
	}
	c := exec.Command(opener[0], append(opener[1:len(opener):len(opener)], link)...)
	if err := c.Start(); err != nil {
		return err
	}
	go c.Wait()
	return nil
}
