package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"detente/brief"
)

func (a *app) agree() *cobra.Command {
	return &cobra.Command{
		Use:   "agree A.json B.json",
		Short: "How far two readings of the same documents agree: two people, or a person and the program",
		Long: "Compares two briefs in the form of `detente read --format json`, of which a person may\n" +
			"have made one. Says how many statements both have on the same passage of the same\n" +
			"party, with precision, recall and F1 (the first is the standard), and Cohen's kappa\n" +
			"for their kinds and parties. Documents are paired by the names of their files.",
		Args: exactly("A.json", "B.json"),
		RunE: func(_ *cobra.Command, args []string) error {
			asJSON, err := a.asJSON()
			if err != nil {
				return err
			}
			var briefs [2]*brief.Brief
			for i, path := range args {
				data, err := os.ReadFile(path)
				if err != nil {
					return &exit{exitFailed, err}
				}
				if briefs[i], err = brief.ParseJSON(data); err != nil {
					return &exit{exitFailed, fmt.Errorf("%s: %w; write one with: detente read DOCUMENT... --format json", path, err)}
				}
			}
			g := brief.Agree(briefs[0], briefs[1])
			if len(g.Documents) == 0 {
				return &exit{exitFailed, fmt.Errorf("%s and %s have no document in common; documents are paired by the names of their files", args[0], args[1])}
			}
			return a.answer(g.Result(args[0], args[1]), asJSON)
		},
	}
}
