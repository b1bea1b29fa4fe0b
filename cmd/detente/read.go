package main

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"detente/brief"
	"detente/report"
	"detente/source"
)

func (a *app) readDocuments() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "read DOCUMENT...",
		Short: "A cited brief from articles: parties, what each says it wants, where sources differ",
		Long: "Reads text, Markdown, HTML, PDF or DOCX and says who the parties are, what each\n" +
			"wants, how, under which limits, what is on the table, and where the documents agree,\n" +
			"contradict each other or are alone; every item with its exact quote. It asks no\n" +
			"network and no model. --format json gives byte offsets into each document.",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("DOCUMENT is missing: %s", cmd.UseLine())
			}
			if len(args) > source.MaxFiles {
				return usage("%d documents are too many at once; at most %d are read", len(args), source.MaxFiles)
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			asJSON, err := a.asJSON()
			if err != nil {
				return err
			}
			var docs []*source.Document
			for _, path := range args {
				doc, err := source.Open(path)
				if err != nil {
					fmt.Fprintln(a.errs, "not read:", err)
					continue
				}
				docs = append(docs, doc)
			}
			if len(docs) == 0 {
				return &exit{exitFailed, errors.New("no document could be read")}
			}
			b, err := brief.Read(docs, brief.Options{})
			if err != nil {
				return err
			}
			if asJSON {
				e := json.NewEncoder(a.out)
				e.SetEscapeHTML(false)
				e.SetIndent("", "  ")
				return e.Encode(b)
			}
			return report.Result(a.out, b.Result(), a.text())
		},
	}
	cmd.Flags().BoolVar(&a.full, "full", false, "all rows")
	return cmd
}
