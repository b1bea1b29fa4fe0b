package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"detente"
	"detente/casefile"
	"detente/exchange"
)

func (a *app) importCase() *cobra.Command {
	out, as := "", ""
	cmd := &cobra.Command{
		Use:   "import FORMAT FILE...",
		Short: "A case file from what another tool wrote: genius, geniusweb, scorable, ktab",
		Long: "Turns another tool's scenario into a case file:\n" +
			"  detente import genius DOMAIN.xml PROFILE.xml PROFILE.xml -o case.yaml\n" +
			"  detente import geniusweb DOMAIN.json PROFILE.json PROFILE.json -o case.yaml\n" +
			"  detente import scorable FOLDER -o case.yaml\n" +
			"  detente import ktab ACTORS.csv -o case.yaml\n" +
			"Parties stand in the order of the arguments. What was renamed, left out or read in\n" +
			"another way is listed.",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) < 2 {
				return usage("FORMAT and FILE are needed: %s", cmd.UseLine())
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			c, notes, err := readPeer(args[0], args[1:], exchange.Options{As: exchange.Convention(as)})
			if err != nil {
				return err
			}
			for _, n := range notes {
				fmt.Fprintln(a.errs, n)
			}
			text, err := casefile.Print(c)
			if err != nil {
				return err
			}
			if out == "" {
				_, err = a.out.Write(text)
				return err
			}
			return create(out, text)
		},
	}
	cmd.Flags().StringVarP(&out, "output", "o", "", "write the case file here (default: standard output)")
	cmd.Flags().StringVar(&as, "as", "", "read the profiles by another tool's rule: genius (default) or negmas")
	return cmd
}

// readPeer reads the files of a scenario.
func readPeer(format string, paths []string, o exchange.Options) (*detente.Case, []exchange.Note, error) {
	switch format {
	case "scorable":
		if len(paths) > 1 {
			return nil, nil, usage("a scorable game is one folder, and %q is another", paths[1])
		}
		return exchange.Scorable(os.DirFS(paths[0]))
	case "ktab":
		if len(paths) > 1 {
			return nil, nil, usage("a table of actors is one file, and %q is another", paths[1])
		}
	case "genius", "geniusweb":
	default:
		return nil, nil, usage("there is no format %q; choose genius, geniusweb, scorable or ktab", format)
	}
	files := make([]exchange.File, len(paths))
	for i, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, nil, err
		}
		files[i] = exchange.File{Name: path, Data: data}
	}
	switch format {
	case "ktab":
		return exchange.KTAB(files[0])
	case "genius":
		return exchange.Genius(files[0], files[1:], o)
	}
	return exchange.GeniusWeb(files[0], files[1:], o)
}
