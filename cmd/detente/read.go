package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"detente"
	"detente/brief"
	"detente/casefile"
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
		RunE: func(cmd *cobra.Command, args []string) error {
			asJSON, err := a.asJSON()
			if err != nil {
				return err
			}
			options, err := a.briefOptions()
			if err != nil {
				return err
			}
			docs, err := a.documents(args)
			if err != nil {
				return err
			}
			if a.draft != "" {
				return a.writeDraft(a.draft, docs, options, asJSON)
			}
			options.Progress = a.progress("documents read")
			b, err := brief.Read(docs, options)
			if err != nil {
				return err
			}
			return a.showBrief(cmd.Context(), b, docs, asJSON)
		},
	}
	cmd.Flags().BoolVar(&a.full, "full", false, "all rows")
	cmd.Flags().StringVarP(&a.draft, "out", "o", "", "write a first case to this `file`, or bring the one there up to date")
	cmd.Flags().StringVar(&a.lexicon, "lexicon", "", "a `file` of your own words, added to the built-in ones")
	cmd.Flags().StringVar(&a.report, "report", "", "also write a report: FILE.html with each document and its quotes, .md, .json or .pdf")
	cmd.Flags().StringVar(&a.csv, "csv", "", "also write every quote to this `file`, for a spreadsheet")
	return cmd
}

// documents opens what can be read, and says what cannot and why.
func (a *app) documents(paths []string) ([]*source.Document, error) {
	docs, problems := source.Options{}.ReadAll(paths)
	for _, d := range problems {
		fmt.Fprintln(a.errs, casefile.Render(d))
	}
	if len(docs) == 0 {
		return nil, &exit{exitFailed, errors.New("no document could be read")}
	}
	return docs, nil
}

// briefOptions says how documents are read, with the words of --lexicon.
func (a *app) briefOptions() (brief.Options, error) {
	if a.lexicon == "" {
		return brief.Options{}, nil
	}
	data, err := os.ReadFile(a.lexicon)
	if err != nil {
		return brief.Options{}, &exit{exitFailed, fmt.Errorf("--lexicon: %w", err)}
	}
	words, problems := brief.DefaultLexicon().Extend(a.lexicon, string(data))
	for _, d := range problems {
		fmt.Fprintln(a.errs, casefile.Render(d))
	}
	if detente.HasErrors(problems) {
		return brief.Options{}, &exit{exitFailed, errors.New("nothing was read: the word list has errors")}
	}
	return brief.Options{Lexicon: words}, nil
}
