package main

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"detente"
	"detente/analysis"
	"detente/casefile"
)

func (a *app) schema() *cobra.Command {
	return &cobra.Command{
		Use:   "schema [METHOD]",
		Short: "The JSON Schema of the case file, or of a method's data",
		Long: "Prints the JSON Schema of the case file, for editors. With the name of a method,\n" +
			"such as bargain/nash, prints the schema of the data it writes under --format json.",
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			text := casefile.Schema()
			if len(args) == 1 {
				var err error
				if text, err = analysis.Schema(args[0]); err != nil {
					return asUsage(err)
				}
			}
			_, err := a.out.Write(text)
			return err
		},
	}
}

func (a *app) export() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "export FORMAT CASE",
		Short: "The case as a reader may see it, as json or yaml",
		Long:  "Writes the case as json or yaml. With --for, what the reader may not see is gone.",
		Args:  exactly("FORMAT", "CASE"),
		RunE: func(_ *cobra.Command, args []string) error {
			format, path := args[0], args[1]
			if isFile(format) && !isFile(path) {
				format, path = path, format
			}
			print, ok := map[string]func(*detente.Case) ([]byte, error){"json": casefile.PrintJSON, "yaml": casefile.Print}[format]
			if !ok {
				return usage("there is no export format %q; choose json or yaml", format)
			}
			file, _, err := a.load(path)
			if err != nil {
				return err
			}
			c, err := a.view(file)
			if err != nil {
				return err
			}
			text, err := print(c)
			if err != nil {
				return err
			}
			_, err = a.out.Write(text)
			return err
		},
	}
	cmd.Flags().StringVar(&a.label, "for", "", "write only what a reader with this clearance may see: open, team, caucus:PARTY, or several joined by commas")
	return cmd
}

func (a *app) version() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "The version of the program",
		Args:  exactly(),
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(a.out, "detente %s (%s, %s/%s)\n", version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}
