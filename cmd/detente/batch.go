package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"detente"
	"detente/analysis"
	"detente/casefile"
)

// batch analyses every case below a folder: a line a case on standard output,
// and, with --csv, a table of its forecasts that `detente score` reads.
func (a *app) batch(ctx context.Context, folder string) error {
	paths, err := cases(folder)
	if err != nil {
		return err
	}
	if len(paths) == 0 {
		return usage("no case file (*.yaml) lies in %s", folder)
	}
	var table bytes.Buffer
	w := csv.NewWriter(&table)
	w.Write([]string{"id", "name", "mean", "p5", "p10", "p25", "p75", "p90", "p95"})
	failed := 0
	for _, path := range paths {
		line, err := a.one(ctx, folder, path, w)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			failed++
			line = "not analysed: " + err.Error()
		}
		fmt.Fprintf(a.out, "%s: %s\n", path, line)
	}
	w.Flush()
	if a.csv != "" {
		if err := create(a.csv, table.Bytes()); err != nil {
			return err
		}
	}
	if failed > 0 {
		return &exit{exitInvalid, fmt.Errorf("%d of %s could not be analysed; see detente check", failed, count(len(paths), "case"))}
	}
	return nil
}

// cases lists the case files below a folder, sorted.
func cases(folder string) ([]string, error) {
	var paths []string
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && (strings.HasSuffix(path, ".yaml") || strings.HasSuffix(path, ".yml")) {
			paths = append(paths, path)
		}
		return err
	})
	slices.Sort(paths)
	return paths, err
}

// one analyses a case and says in a line what came of it.
func (a *app) one(ctx context.Context, folder, path string, w *csv.Writer) (string, error) {
	file, found, err := casefile.Load(path)
	if err != nil {
		return "", err
	}
	if file.Case == nil {
		for _, d := range found {
			if d.Severity == detente.Error {
				return "", fmt.Errorf("line %d: %s", d.Line, d.Message)
			}
		}
	}
	c, err := a.view(file)
	if err != nil {
		return "", err
	}
	results, err := analysis.Run(ctx, c, analysis.Options{Only: a.only, Seed: a.seed, Version: version})
	if err != nil {
		return "", err
	}
	name, _ := filepath.Rel(folder, path)
	name = strings.TrimSuffix(filepath.ToSlash(name), filepath.Ext(name))
	var parts []string
	for _, r := range results {
		if r.Method == "spatial/forecast" && r.Status == detente.OK {
			if err := forecastRows(w, name, r); err != nil {
				return "", err
			}
		}
		if sentence, _, _ := strings.Cut(r.Answer, ". "); r.Status == detente.OK && !r.Detail && r.Method != "bargain/wants" && sentence != "" {
			parts = append(parts, strings.TrimSuffix(sentence, ".")+".")
		}
	}
	if len(parts) == 0 {
		return "nothing applies; the inputs that are missing are named by detente analyze", nil
	}
	return strings.Join(parts, " "), nil
}

// forecastRows writes a row for each issue that is forecast.
func forecastRows(w *csv.Writer, name string, r *detente.Result) error {
	text, err := json.Marshal(r.Data)
	if err != nil {
		return err
	}
	var data struct {
		Issues map[string]struct {
			Mean      *float64
			Intervals map[string][2]float64
		}
	}
	if err := json.Unmarshal(text, &data); err != nil {
		return err
	}
	var ids []string
	for id := range data.Issues {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		f := data.Issues[id]
		if f.Mean == nil {
			continue
		}
		row := []string{name + "/" + id, name, number(*f.Mean)}
		for _, q := range []struct {
			interval string
			end      int
		}{{"90", 0}, {"80", 0}, {"50", 0}, {"50", 1}, {"80", 1}, {"90", 1}} {
			row = append(row, number(f.Intervals[q.interval][q.end]))
		}
		if err := w.Write(row); err != nil {
			return err
		}
	}
	return nil
}

func number(x float64) string { return strconv.FormatFloat(x, 'g', 12, 64) }

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
