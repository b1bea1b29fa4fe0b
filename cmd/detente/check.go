package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"detente"
	"detente/casefile"
)

func (a *app) check() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "check CASE",
		Short: "What is wrong with a case file, all at once",
		Long: "Reports every error, warning and note with its line, the reason and what to do, and\n" +
			"counts what the case holds and what it rests on. Exit code 4 where there are errors.",
		Args: exactly("CASE"),
		RunE: func(_ *cobra.Command, args []string) error {
			asJSON, err := a.asJSON()
			if err != nil {
				return err
			}
			file, found, err := a.read(args[0])
			if err != nil {
				return err
			}
			if asJSON {
				err = checkJSON(a.out, file.Case, found)
			} else {
				err = checkText(a.out, file.Case, found)
			}
			if err == nil && detente.HasErrors(found) {
				err = &exit{code: exitInvalid}
			}
			if err != nil {
				return err
			}
			return a.strictly(found)
		},
	}
	cmd.Flags().BoolVar(&a.strict, "strict", false, "exit with 3 if the case has warnings")
	return cmd
}

func checkText(w io.Writer, c *detente.Case, found []detente.Diagnostic) error {
	var b strings.Builder
	tally := map[detente.Severity]int{}
	for _, d := range found {
		b.WriteString(casefile.Render(d) + "\n\n")
		tally[d.Severity]++
	}
	fmt.Fprintf(&b, "%s, %s, %s\n", count(tally[detente.Error], "error"), count(tally[detente.Warning], "warning"), count(tally[detente.Note], "note"))
	if c != nil {
		for _, line := range summary(c) {
			b.WriteString(line + "\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// summary says what a case holds and what it rests on.
func summary(c *detente.Case) []string {
	lines := []string{
		fmt.Sprintf("%s, %s, %s, %s, %s", count(len(c.Parties), "party"), count(len(c.Issues), "issue"), count(len(c.Rules), "rule"), count(len(c.Sources), "source"), count(len(c.Evidence), "quote")),
		"outcomes: " + outcomes(c) + "; distinct states: " + states(c),
	}
	classes := map[detente.Class]int{}
	for _, in := range c.Inputs() {
		classes[in.Class]++
	}
	return append(lines, fmt.Sprintf("inputs: %d stated, %d judged, %d assumed; %s heard, not used; %d unknown",
		classes[detente.Stated], classes[detente.Judged], classes[detente.Assumed], count(len(c.Unused()), "quote"), len(c.Questions())))
}

// outcomes counts the outcomes, in words where an issue is divisible.
func outcomes(c *detente.Case) string {
	for i := range c.Issues {
		if c.Issues[i].Form == detente.Divisible {
			return fmt.Sprintf("without number (%s is divisible)", c.Issues[i].ID)
		}
	}
	return c.Outcomes().String()
}

func states(c *detente.Case) string {
	if n, ok := c.States(); ok {
		return n.String()
	}
	return "not counted"
}

func checkJSON(w io.Writer, c *detente.Case, found []detente.Diagnostic) error {
	if found == nil {
		found = []detente.Diagnostic{}
	}
	out := struct {
		Diagnostics []detente.Diagnostic `json:"diagnostics"`
		Outcomes    string               `json:"outcomes,omitempty"`
		States      string               `json:"states,omitempty"`
	}{Diagnostics: found}
	if c != nil {
		out.Outcomes, out.States = outcomes(c), states(c)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}
