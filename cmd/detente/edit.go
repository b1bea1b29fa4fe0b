package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"detente"
	"detente/casefile"
	"detente/internal/atomicfile"
)

func (a *app) fix() *cobra.Command {
	dry := false
	cmd := &cobra.Command{
		Use:   "fix CASE",
		Short: "Mend in a case file what needs no judgement",
		Long: "Mends what a machine may mend without judgement, such as a misspelt name with one\n" +
			"likely meaning, curly quotes in a quotation, or a missing checksum of a source. It\n" +
			"never touches a number, keeps every comment, and lists what it did. With - it reads\n" +
			"standard input and writes the mended file to standard output.",
		Args: exactly("CASE"),
		RunE: func(_ *cobra.Command, args []string) error {
			file, _, err := a.read(args[0])
			if err != nil {
				return err
			}
			text, mended := file.Fix()
			for _, m := range mended {
				fmt.Fprintf(a.errs, "%s:%d: %s\n", args[0], m.Line, m.Reason)
			}
			if len(mended) == 0 {
				fmt.Fprintln(a.errs, "nothing to mend")
			}
			if err := a.save(args[0], []byte(file.Text), text, dry); err != nil {
				return err
			}
			return a.remaining(args[0], text)
		},
	}
	cmd.Flags().BoolVar(&dry, "dry-run", false, "print the mended file and leave the file alone")
	return cmd
}

func (a *app) set() *cobra.Command {
	dry := false
	cmd := &cobra.Command{
		Use:   "set [flags] CASE PATH VALUE",
		Short: "Change one value of a case file, keeping its comments",
		Long: "Changes the value at a path, or at a unique end of one:\n" +
			"  detente set case.yaml russia.wants.sanctions.eased 40..60\n" +
			"Everything else in the file stays as it is. With - it reads standard input and\n" +
			"writes the changed file to standard output.",
		Args: exactly("CASE", "PATH", "VALUE"),
		RunE: func(_ *cobra.Command, args []string) error {
			file, _, err := a.read(args[0])
			if err != nil {
				return err
			}
			text, err := file.Set(args[1], args[2])
			if err != nil {
				return &exit{exitUsage, err}
			}
			if found := a.errors(args[0], text); file.Case != nil && detente.HasErrors(found) {
				a.printErrors(found)
				return &exit{exitInvalid, errors.New("the change was not made: the case would have errors")}
			}
			if err := a.save(args[0], []byte(file.Text), text, dry); err != nil {
				return err
			}
			return a.remaining(args[0], text)
		},
	}
	cmd.Flags().BoolVar(&dry, "dry-run", false, "print the changed file and leave the file alone")
	// A value such as -15..-5 is no flag.
	cmd.Flags().SetInterspersed(false)
	return cmd
}

// save writes a changed case file back, or to standard output where it came
// from standard input or dry is set.
func (a *app) save(path string, old, text []byte, dry bool) error {
	if dry || path == "-" {
		_, err := a.out.Write(text)
		return err
	}
	if bytes.Equal(old, text) {
		return nil
	}
	return replace(path, text)
}

// errors returns what is wrong with the new text of a file.
func (a *app) errors(path string, text []byte) []detente.Diagnostic {
	name, folder := path, filepath.Dir(path)
	if path == "-" {
		name, folder = "standard input", "."
	}
	_, found := casefile.Parse(name, text, casefile.Folder(folder))
	return found
}

// remaining reports the errors that a changed file still has.
func (a *app) remaining(path string, text []byte) error {
	found := a.errors(path, text)
	if !detente.HasErrors(found) {
		return nil
	}
	a.printErrors(found)
	return &exit{exitInvalid, errors.New("the case still has errors")}
}

// replace gives an existing file new text.
func replace(path string, text []byte) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	return atomicfile.Write(path, text, info.Mode().Perm())
}

// create writes a file, new or not.
func create(path string, text []byte) error { return atomicfile.Write(path, text, 0o644) }
