package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"detente"
	"detente/analysis"
	"detente/casefile"
	"detente/report"
)

func (a *app) whatif() *cobra.Command {
	var sets, scenarios, deals []string
	cmd := &cobra.Command{
		Use:   "whatif CASE",
		Short: "What would change if some inputs were others, or what a deal would need",
		Long: "Answers a case as it stands and with changes, side by side:\n" +
			"  detente whatif case.yaml --set russia.wants.sanctions.eased=10 --set russia.influence=40..60\n" +
			"  detente whatif case.yaml --scenario arctic-agenda\n" +
			"A path is the keys from the top joined by dots, or any unique end of that; a value is\n" +
			"written as in the case file. The file itself is left alone.\n\n" +
			"Or the other way round: what would have to change for a deal to be preferred, to have\n" +
			"every consent, to be efficient and to hold?\n" +
			"  detente whatif case.yaml --deal D4\n" +
			"  detente whatif case.yaml --deal \"fire=ceasefire, sanctions=eased\"\n" +
			"Issues that a deal does not name stay as they are if the parties part.",
		Args: exactly("CASE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			file, found, err := a.visible(args[0])
			if err != nil {
				return err
			}
			switch {
			case len(deals) > 0 && len(sets)+len(scenarios) == 0:
				return a.asked(cmd, file, found, deals)
			case len(deals) > 0:
				return usage("--deal asks about the case as it stands; leave out --set and --scenario")
			case len(sets)+len(scenarios) == 0:
				return usage("nothing is to change: name --set PATH=VALUE, --scenario NAME or --deal DEAL%s", scenarioHelp(file.Case))
			}
			name := "what if"
			var changes []detente.Change
			for _, id := range scenarios {
				s, err := scenario(file.Case, id)
				if err != nil {
					return err
				}
				name = scenarioName(s)
				changes = append(changes, s.Set...)
			}
			for _, text := range sets {
				ch, err := parseSet(file, text)
				if err != nil {
					return err
				}
				changes = append(changes, ch)
			}
			if len(scenarios)+len(sets) > 1 && len(sets) > 0 {
				name = "what if"
			}
			other, err := a.changed(args[0], file, changes)
			if err != nil {
				return err
			}
			return a.sideBySide(cmd, found, []named{{"as it stands", file}, {name, other}})
		},
	}
	a.analysisFlags(cmd)
	f := cmd.Flags()
	f.StringArrayVar(&sets, "set", nil, "PATH=VALUE: a value that is to be another; may be given again")
	f.StringArrayVar(&scenarios, "scenario", nil, "a scenario of the case; may be given again")
	f.StringArrayVar(&deals, "deal", nil, "a deal (D4) or a package (\"fire=ceasefire, sanctions=eased\"): what would it need?")
	a.comparisonFlags(cmd)
	return cmd
}

func (a *app) compare() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "compare CASE [CASE...]",
		Short: "Two cases, or a case and its scenarios, side by side",
		Long: "Holds two or more cases side by side: changed inputs beside changed answers.\n" +
			"  detente compare before.yaml after.yaml\n" +
			"With one case, the case and each of its scenarios:\n" +
			"  detente compare case.yaml",
		Args: cobra.MatchAll(func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("CASE is missing: %s", cmd.UseLine())
			}
			return nil
		}),
		RunE: func(cmd *cobra.Command, args []string) error {
			sides, found, err := a.versions(args)
			if err != nil {
				return err
			}
			return a.sideBySide(cmd, found, sides)
		},
	}
	a.analysisFlags(cmd)
	a.comparisonFlags(cmd)
	return cmd
}

func (a *app) comparisonFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&a.report, "report", "", "also write a report: FILE.html, .md, .json or .pdf")
	f.StringVar(&a.charts, "charts", "", "also write every picture as SVG into this folder")
	f.BoolVar(&a.full, "full", false, "everything: all rows, the answers that stay, every definition")
}

// named is a case file and what it is called beside others.
type named struct {
	name string
	file *casefile.File
}

// versions reads the cases that are named, or a case and its scenarios.
func (a *app) versions(paths []string) ([]named, []detente.Diagnostic, error) {
	var sides []named
	var all []detente.Diagnostic
	for _, path := range paths {
		file, found, err := a.visible(path)
		if err != nil {
			return nil, nil, err
		}
		if all == nil {
			all = found
		}
		sides = append(sides, named{called(path, paths), file})
	}
	if len(paths) > 1 {
		return sides, all, nil
	}
	first := sides[0].file
	if len(first.Case.Scenarios) == 0 {
		return nil, nil, usage("%s has no scenarios; name a second case, or add `scenarios:` to it", paths[0])
	}
	sides[0].name = "as it stands"
	for i := range first.Case.Scenarios {
		s := &first.Case.Scenarios[i]
		other, err := a.changed(paths[0], first, s.Set)
		if err != nil {
			return nil, nil, fmt.Errorf("scenario %s: %w", s.ID, err)
		}
		sides = append(sides, named{scenarioName(s), other})
	}
	return sides, all, nil
}

// called is the last part of a path, or all of it where another ends so too.
func called(path string, paths []string) string {
	n := 0
	for _, p := range paths {
		if filepath.Base(p) == filepath.Base(path) {
			n++
		}
	}
	if n > 1 {
		return path
	}
	return filepath.Base(path)
}

// visible loads a case as the reader of --for may see it: as a file of its own,
// so that no path leads to what is hidden.
func (a *app) visible(path string) (*casefile.File, []detente.Diagnostic, error) {
	file, found, err := a.load(path)
	if err != nil || a.label == "" {
		return file, found, err
	}
	c, err := a.view(file)
	if err != nil {
		return nil, nil, err
	}
	text, err := casefile.Print(c)
	if err != nil {
		return nil, nil, err
	}
	file, found = a.parse(path, text)
	if detente.HasErrors(found) {
		return nil, nil, a.invalid(found)
	}
	return file, found, nil
}

// parse reads the text of a case as if it stood at a path.
func (a *app) parse(path string, text []byte) (*casefile.File, []detente.Diagnostic) {
	name, folder := path, filepath.Dir(path)
	if path == "-" {
		name, folder = "standard input", "."
	}
	return casefile.Parse(name, text, casefile.Folder(folder))
}

// changed returns a case with some values set.
func (a *app) changed(path string, file *casefile.File, changes []detente.Change) (*casefile.File, error) {
	var found []detente.Diagnostic
	for _, ch := range changes {
		text, err := file.Set(ch.Path, ch.Text)
		if err != nil {
			return nil, &exit{exitUsage, err}
		}
		file, found = a.parse(path, text)
	}
	if detente.HasErrors(found) {
		n := a.printErrors(found)
		return nil, &exit{exitInvalid, fmt.Errorf("with the change the case would have %s; nothing was analysed, and the file is as it was", count(n, "error"))}
	}
	return file, nil
}

// parseSet reads PATH=VALUE. A path may hold an equals sign itself, as in
// scores.fire=ceasefire=3: the first part that leads somewhere is the path.
func parseSet(file *casefile.File, text string) (detente.Change, error) {
	path, value, ok := strings.Cut(text, "=")
	if !ok || path == "" {
		return detente.Change{}, usage("--set takes PATH=VALUE, such as --set %s=50, not %q", examplePath(file.Case), text)
	}
	for at := 0; ; {
		next := strings.IndexByte(text[at:], '=')
		if next < 0 {
			return detente.Change{Path: path, Text: value}, nil
		}
		at += next
		if _, err := file.Set(text[:at], text[at+1:]); err == nil {
			return detente.Change{Path: text[:at], Text: text[at+1:]}, nil
		}
		at++
	}
}

// examplePath is the path of a number of a case.
func examplePath(c *detente.Case) string {
	for _, q := range c.Quantities() {
		return strings.TrimPrefix(q.Path, "parties.")
	}
	return "title"
}

func scenario(c *detente.Case, id string) (*detente.Scenario, error) {
	var ids []string
	for i := range c.Scenarios {
		if c.Scenarios[i].ID == id {
			return &c.Scenarios[i], nil
		}
		ids = append(ids, c.Scenarios[i].ID)
	}
	if s := detente.Suggest(id, ids); s != "" {
		return nil, usage("there is no scenario %q; did you mean %q?", id, s)
	}
	if len(ids) == 0 {
		return nil, usage("there is no scenario %q: the case has none", id)
	}
	return nil, usage("there is no scenario %q; the case has %s", id, strings.Join(ids, ", "))
}

func scenarioHelp(c *detente.Case) string {
	var ids []string
	for i := range c.Scenarios {
		ids = append(ids, c.Scenarios[i].ID)
	}
	if ids == nil {
		return ""
	}
	return "; scenarios: " + strings.Join(ids, ", ")
}

func scenarioName(s *detente.Scenario) string {
	if s.Name != "" {
		return s.Name
	}
	return s.ID
}

// sideBySide compares cases and prints the answer.
func (a *app) sideBySide(cmd *cobra.Command, found []detente.Diagnostic, sides []named) error {
	var all []analysis.Side
	for _, s := range sides {
		c, err := a.view(s.file)
		if err != nil {
			return err
		}
		side := analysis.Side{Name: s.name, Case: c}
		if len(all) > 0 {
			if side.Changed, err = casefile.Diff(all[0].Case, c); err != nil {
				return err
			}
		}
		all = append(all, side)
	}
	c, err := analysis.Compare(cmd.Context(), all, analysis.Options{Seed: a.seed, Version: version})
	if err != nil {
		return err
	}
	r := c.Result()
	r.Provenance = detente.Provenance{Method: "compare", Version: version, Case: all[0].Case.SHA256, Seed: a.seed}
	return a.alone(cmd, &report.Document{Case: all[0].Case, Results: []*detente.Result{r}, Warnings: warnings(all[0].Case, found), Version: version, Seed: a.seed})
}

// asked says what some deals would need.
func (a *app) asked(cmd *cobra.Command, file *casefile.File, found []detente.Diagnostic, deals []string) error {
	c, err := a.view(file)
	if err != nil {
		return err
	}
	results, err := analysis.Run(cmd.Context(), c, analysis.Options{Only: []string{"assess/change"}, Deals: deals, Seed: a.seed, Version: version})
	if err != nil {
		return asUsage(err)
	}
	return a.alone(cmd, &report.Document{Case: c, Results: results, Warnings: warnings(c, found), Version: version, Seed: a.seed})
}

// alone writes a document of one answer: as JSON, or the answer alone for people.
func (a *app) alone(cmd *cobra.Command, doc *report.Document) error {
	asJSON, err := a.asJSON()
	if err != nil {
		return err
	}
	if a.report != "" {
		if err := a.reportFile(cmd.Context(), a.report, doc); err != nil {
			return err
		}
	}
	if a.charts != "" {
		if err := charts(a.charts, doc); err != nil {
			return err
		}
	}
	if asJSON {
		return report.JSON(a.out, doc)
	}
	if len(doc.Results) == 0 {
		return errors.New("no method could answer")
	}
	return report.Result(a.out, doc.Results[0], a.text())
}
