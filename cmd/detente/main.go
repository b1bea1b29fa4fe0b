// Command detente is the workbench for a negotiation: it checks a case file,
// says what each side keeps if they part and which deals beat that, and shows
// what every answer rests on.
//
// It reads flags and wires packages together; what it prints is made by package
// report, and what it says by package analysis.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"detente"
)

// version is the program's version, by semantic versioning.
const version = "0.1.0"

// Exit codes.
const (
	exitOK          = 0
	exitFailed      = 1   // the program could not do it
	exitUsage       = 2   // the command line is wrong
	exitWarnings    = 3   // done, with warnings, under --strict
	exitInvalid     = 4   // the case has errors
	exitInterrupted = 130 // stopped by the user
)

// exit is an error that carries an exit code. Its message may be empty: then
// all has been said.
type exit struct {
	code int
	err  error
}

func (e *exit) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}

func usage(format string, args ...any) error {
	return &exit{exitUsage, fmt.Errorf(format, args...)}
}

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// run does what the arguments ask for and returns the exit code.
func run(args []string, in io.Reader, out, errs io.Writer) int {
	// One short run needs little memory: collect garbage seldom.
	debug.SetGCPercent(800)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	a := &app{in: in, out: out, errs: errs}
	root := a.commands()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errs)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitOK
	}
	var coded *exit
	switch {
	case errors.Is(err, context.Canceled) || ctx.Err() != nil:
		fmt.Fprintln(errs, "detente: interrupted")
		return exitInterrupted
	case !errors.As(err, &coded):
		coded = &exit{exitFailed, err}
	}
	if text := coded.Error(); text != "" {
		fmt.Fprintln(errs, "detente: "+text)
	}
	return coded.code
}

// app holds the streams and the flags that several commands share.
type app struct {
	in        io.Reader
	out, errs io.Writer

	format string // text or json
	plain  bool
	full   bool
	strict bool
	width  int
	seed   uint64
	label  string
	only   []string
	as     string // convention of --as
	whole  bool   // --whole
	target string // --target
	report string // file of --report
	charts string // folder of --charts
	csv    string // file of --csv
	draws  int    // cases drawn from the ranges

	draft   string // file of --out
	lexicon string // file of --lexicon
}

// commands builds the command tree.
func (a *app) commands() *cobra.Command {
	root := &cobra.Command{
		Use:   "detente",
		Short: "A workbench for people who must understand or prepare a negotiation",
		Long: "Détente reads a case file that says who wants what and why we think so,\n" +
			"and answers: what do they keep if they part, and which deals beat that?\n\n" +
			"Start with: detente analyze examples/alaska-2025/case.yaml\n\n" +
			"Exit codes: 0 fine, 1 failed, 2 wrong usage, 3 warnings under --strict,\n" +
			"4 the case has errors, 130 interrupted.",
		Version:       version,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          noCommand,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetHelpCommand(&cobra.Command{Use: "no-help", Hidden: true})
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		text, _, _ := strings.Cut(err.Error(), ": strconv")
		return usage("%s\nsee: %s --help", text, cmd.CommandPath())
	})
	f := root.PersistentFlags()
	f.StringVar(&a.format, "format", "text", "text or json")
	f.BoolVar(&a.plain, "plain", false, "one fact a line, for screen readers: no bars, no boxes")
	f.IntVar(&a.width, "width", 0, "columns to write to (default: the terminal's, at most 100)")
	root.AddCommand(a.readDocuments(), a.agree(), a.analyze(), a.why(), a.whatif(), a.compare(), a.check(), a.fix(), a.set(), a.importCase(), a.export(), a.catalog(), a.score(), a.schema(), a.serve(), a.db(), a.version())
	return root
}

func noCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	help := "see: detente --help"
	var names []string
	for _, sub := range cmd.Commands() {
		names = append(names, sub.Name())
	}
	if s := detente.Suggest(args[0], names); s != "" {
		help = fmt.Sprintf("did you mean %q?", s)
	}
	return usage("there is no command %q; %s", args[0], help)
}

// exactly asks for n arguments with these names.
func exactly(names ...string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < len(names):
			return usage("%s is missing: %s", names[len(args)], cmd.UseLine())
		case len(args) > len(names):
			return usage("%q is one argument too many: %s", args[len(names)], cmd.UseLine())
		}
		return nil
	}
}
