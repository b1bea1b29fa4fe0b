package main

import (
	"errors"
	"os"

	"github.com/spf13/cobra"

	"detente"
	"detente/analysis"
	"detente/report"
)

func (a *app) why() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "why ID CASE",
		Short: "What a finding rests on: values, quotes, assumptions",
		Long: "Follows a finding back to the values, quotes and assumptions it rests on.\n" +
			"ID is a deal (D1), an assumption (A3), an unknown (U1), a method (nash), an\n" +
			"evidence id, or a path into the case (russia.wants.territory).",
		Args: exactly("ID", "CASE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			asJSON, err := a.asJSON()
			if err != nil {
				return err
			}
			id, path := args[0], args[1]
			if isFile(id) && !isFile(path) { // either order will do
				id, path = path, id
			}
			file, found, err := a.load(path)
			if err != nil {
				return err
			}
			c, err := a.view(file)
			if err != nil {
				return err
			}
			trail, err := analysis.Why(cmd.Context(), c, id, analysis.Options{Seed: a.seed, Version: version})
			if err != nil {
				return asUsage(err)
			}
			if asJSON {
				return report.JSON(a.out, &report.Document{Case: c, Results: []*detente.Result{trail}, Warnings: warnings(c, found), Version: version, Seed: a.seed})
			}
			a.full = true
			return report.Result(a.out, trail, a.text())
		},
	}
	a.analysisFlags(cmd)
	return cmd
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return path == "-" || err == nil && !info.IsDir()
}

// asUsage marks the errors of a call that named what does not exist.
func asUsage(err error) error {
	if errors.Is(err, analysis.ErrUnknown) {
		return &exit{exitUsage, err}
	}
	return err
}
