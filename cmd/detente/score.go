package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"detente"
	"detente/casefile"
	"detente/catalog"
	"detente/report"
	"detente/score"
)

func (a *app) score() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "score FORECASTS.csv OUTCOMES.csv",
		Short: "How good forecasts were, once the outcomes are known",
		Long: "Holds forecasts to account: mean absolute error, CRPS, Brier score, coverage of\n" +
			"intervals and calibration, each with a bootstrap interval. Forecasts have the columns\n" +
			"id and mean (with sd or quantiles p5, p50, ...) or probability; outcomes id and outcome.",
		Args: exactly("FORECASTS.csv", "OUTCOMES.csv"),
		RunE: func(_ *cobra.Command, args []string) error {
			asJSON, err := a.asJSON()
			if err != nil {
				return err
			}
			var texts [2][]byte
			for i, path := range args {
				if texts[i], err = os.ReadFile(path); err != nil {
					return err
				}
			}
			forecasts, found := score.ReadForecasts(args[0], texts[0])
			outcomes, more := score.ReadOutcomes(args[1], texts[1])
			found = append(found, more...)
			var s *score.Score
			if !detente.HasErrors(found) {
				s, more = score.Compute(forecasts, outcomes, a.seed, args[1])
				found = append(found, more...)
			}
			for i := range found {
				found[i].Excerpt = lineOf(texts, args, &found[i])
				fmt.Fprintln(a.errs, casefile.Render(found[i]))
			}
			if detente.HasErrors(found) {
				return &exit{exitFailed, errors.New("nothing was scored")}
			}
			r := s.Result()
			r.Provenance = detente.Provenance{Method: r.Method, Version: version, Seed: a.seed}
			if asJSON {
				return report.JSON(a.out, &report.Document{Results: []*detente.Result{r}, Version: version, Seed: a.seed})
			}
			return report.Result(a.out, r, a.text())
		},
	}
	cmd.Flags().Uint64Var(&a.seed, "seed", 1, "seed of the bootstrap")
	return cmd
}

// lineOf returns the line of the file that a diagnostic speaks of.
func lineOf(texts [2][]byte, names []string, d *detente.Diagnostic) string {
	for i, name := range names {
		lines := strings.Split(string(texts[i]), "\n")
		if name == d.File && d.Line >= 1 && d.Line <= len(lines) {
			return strings.TrimRight(lines[d.Line-1], "\r")
		}
	}
	return ""
}

func (a *app) catalog() *cobra.Command {
	out := ""
	cmd := &cobra.Command{
		Use:   "catalog [open NAME]",
		Short: "Cited cases with published results: list them, or write one out",
		Long: "Lists the cases that come with the program: voting bodies and conflicts of the\n" +
			"literature, with their published results. With a name, writes that case file out.",
		Args: cobra.MaximumNArgs(2),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 && args[0] == "open" {
				args = args[1:]
				if len(args) == 0 {
					return usage("NAME is missing: detente catalog open NAME")
				}
			}
			if len(args) > 1 {
				return usage("%q is one argument too many: detente catalog open NAME", args[1])
			}
			if len(args) == 0 {
				return a.listCatalog()
			}
			text, err := catalog.Open(args[0])
			if err != nil {
				return &exit{exitUsage, err}
			}
			if out == "" {
				_, err = a.out.Write(text)
				return err
			}
			return create(out, text)
		},
	}
	cmd.Flags().StringVarP(&out, "output", "o", "", "write the case file here (default: standard output)")
	return cmd
}

func (a *app) listCatalog() error {
	t := &detente.Table{Columns: []detente.Column{{Name: "name"}, {Name: "case", Wide: true}, {Name: "shows", Wide: true}}}
	for _, e := range catalog.List() {
		t.Rows = append(t.Rows, []detente.Cell{detente.Txt(e.Name), detente.Txt(e.Title), detente.Txt(e.Shows)})
	}
	r := &detente.Result{Title: "Catalog", Status: detente.OK}
	r.Add(t)
	return report.Result(a.out, r, a.text())
}
