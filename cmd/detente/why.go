package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"detente"
	"detente/analysis"
	"detente/brief"
	"detente/report"
	"detente/source"
)

func (a *app) why() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "why ID CASE | why ID DOCUMENT...",
		Short: "What a finding rests on: values, quotes, assumptions",
		Long: "Follows a finding back to the values, quotes and assumptions it rests on.\n" +
			"ID is a deal (D1), an assumption (A3), an unknown (U1), a method (nash), an\n" +
			"evidence id, or a path into the case (russia.wants.territory). With documents, or a\n" +
			"brief in JSON, it is an item of the brief (W3, C2, Q1) or a party.",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 2 && isDocument(args[1]) {
				return nil
			}
			return exactly("ID", "CASE")(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			asJSON, err := a.asJSON()
			if err != nil {
				return err
			}
			id, path := args[0], args[1]
			if isFile(id) && !isFile(path) { // either order will do
				id, path = path, id
			}
			if isDocument(path) {
				return a.whyBrief(id, append([]string{path}, args[2:]...), asJSON)
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

// isDocument reports whether a file is one to read, or a brief, and no case.
func isDocument(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".yaml", ".yml":
		return false
	case ".json":
		data, err := os.ReadFile(path)
		return err == nil && bytes.Contains(data, []byte(`"statements"`))
	}
	return isFile(path) && path != "-"
}

// whyBrief follows an item of a brief, which is read from documents or from its
// JSON.
func (a *app) whyBrief(id string, paths []string, asJSON bool) error {
	var b *brief.Brief
	var docs []*source.Document
	if strings.EqualFold(filepath.Ext(paths[0]), ".json") {
		data, err := os.ReadFile(paths[0])
		if err != nil {
			return &exit{exitFailed, err}
		}
		if b, err = brief.ParseJSON(data); err != nil {
			return &exit{exitFailed, fmt.Errorf("%s: %w", paths[0], err)}
		}
	} else {
		var err error
		if docs, err = a.documents(paths); err != nil {
			return err
		}
		if b, err = brief.Read(docs, brief.Options{}); err != nil {
			return err
		}
	}
	r, err := b.Why(id, docs)
	if errors.Is(err, brief.ErrUnknown) {
		return &exit{exitUsage, err}
	}
	if err != nil {
		return err
	}
	a.full = true
	return a.answer(r, asJSON)
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
