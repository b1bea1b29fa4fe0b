package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"detente"
	"detente/analysis"
	"detente/bargain"
	"detente/report"
)

func (a *app) analyze() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "analyze CASE",
		Short: "What each side keeps if they part, and which deals beat that",
		Long: "Reads a case file (- for standard input) and answers, in sentences first:\n" + analysis.Questions() +
			"\n\nA folder stands for every case file in it: a line a case, and a table of forecasts\nwith --csv.",
		Args: exactly("CASE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			start := time.Now()
			asJSON, err := a.asJSON()
			if err != nil {
				return err
			}
			if a.as != "" && a.as != string(bargain.NegMAS) && a.as != string(bargain.GENIUS) {
				return usage("--as is negmas or genius, not %q", a.as)
			}
			if isFolder(args[0]) {
				return a.batch(cmd.Context(), args[0])
			}
			doc, err := a.document(cmd, args[0])
			if err != nil {
				return err
			}
			if err := a.files(cmd.Context(), doc); err != nil {
				return err
			}
			if asJSON {
				err = report.JSON(a.out, doc)
			} else {
				err = report.Text(a.out, doc, a.text())
			}
			if err != nil {
				return err
			}
			if a.text().Color {
				fmt.Fprintf(a.errs, "%.2f s\n", time.Since(start).Seconds())
			}
			return a.strictly(doc.Warnings)
		},
	}
	a.analysisFlags(cmd)
	f := cmd.Flags()
	f.StringSliceVar(&a.only, "only", nil, "answer only these: "+analysis.Lenses()+", or methods by name")
	f.BoolVar(&a.whole, "whole", false, "analyse the whole outcome space as one conflict of moves, beside the conflict after each deal")
	f.StringVar(&a.target, "target", "", "a condition: what would make the outcomes that fit it last? (graph model)")
	f.StringVar(&a.as, "as", "", "also answer by another tool's conventions: negmas or genius")
	f.StringVar(&a.report, "report", "", "also write a report: FILE.html, .md, .json or .pdf")
	f.StringVar(&a.charts, "charts", "", "also write every picture as SVG into this folder")
	f.StringVar(&a.csv, "csv", "", "with a folder: write the forecasts of all cases to this file, for detente score")
	f.IntVar(&a.draws, "draws", 1000, "cases drawn from the ranges and unknown orders; 0: none")
	f.BoolVar(&a.full, "full", false, "everything: all rows, all assumptions, every definition")
	f.BoolVar(&a.strict, "strict", false, "exit with 3 if the case has warnings")
	return cmd
}

// files writes the report and the pictures that were asked for.
func (a *app) files(ctx context.Context, doc *report.Document) error {
	if a.report != "" {
		var err error
		if doc.Trails, err = analysis.Trails(ctx, doc.Case, analysis.Options{Seed: a.seed, Version: version}); err != nil {
			return err
		}
		if err := a.reportFile(ctx, a.report, doc); err != nil {
			return err
		}
	}
	if a.charts != "" {
		return charts(a.charts, doc)
	}
	return nil
}

// analysisFlags are the flags of every command that runs methods.
func (a *app) analysisFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&a.label, "for", "", "answer for a reader with this clearance: open, team, caucus:PARTY, or several joined by commas")
	f.Uint64Var(&a.seed, "seed", 1, "seed of everything drawn at random")
}

// document loads a case and runs its methods.
func (a *app) document(cmd *cobra.Command, path string) (*report.Document, error) {
	file, found, err := a.load(path)
	if err != nil {
		return nil, err
	}
	c, err := a.view(file)
	if err != nil {
		return nil, err
	}
	results, err := analysis.Run(cmd.Context(), c, analysis.Options{Only: a.only, Seed: a.seed, As: a.as, Whole: a.whole, Target: a.target, Draws: a.draws, Progress: a.progress("draws"), Version: version})
	if err != nil {
		return nil, asUsage(err)
	}
	return &report.Document{Case: c, Results: results, Warnings: warnings(c, found), Version: version, Seed: a.seed}, nil
}

// warnings returns the warnings that a reader of this view may see. What was
// found in the whole file may speak of hidden things; a restricted view is
// checked on its own, and its places in the file are not told.
func warnings(c *detente.Case, found []detente.Diagnostic) []detente.Diagnostic {
	if c.Restricted {
		found = c.Check()
	}
	var out []detente.Diagnostic
	for _, d := range found {
		if d.Severity != detente.Warning {
			continue
		}
		if c.Restricted {
			d.Line, d.Col, d.Width, d.Excerpt = 0, 0, 0, ""
		}
		out = append(out, d)
	}
	return out
}
