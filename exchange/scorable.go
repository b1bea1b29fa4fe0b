package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/big"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"detente"
)

// Scorable reads the folder of a scorable game: config.txt with a line for each
// party (name, file, role, ...), a file of scores for each, and, if it is there,
// global_instructions.txt, which says what the issues and their options are
// called.
//
// A file of scores has a line for each issue with a number for each option, and
// the party's threshold in the last line. Scores are points, summed; the
// threshold is no_agreement. A deal passes if all but one of the parties score
// it at or above their thresholds, among them the proposer (p1) and the veto
// party (p2): this is signed_by. Options are called a1, a2, ... as the games do.
//
// The games are those of Abdelnabi et al. (2024), Cooperation, Competition, and
// Maliciousness, after the scorable games of teaching.
func Scorable(folder fs.FS) (*detente.Case, []Note, error) {
	c, ns, err := readScorable(folder)
	if err != nil {
		return nil, nil, fmt.Errorf("exchange: scorable game: %w", err)
	}
	return c, ns, nil
}

const (
	configFile       = "config.txt"
	instructionsFile = "global_instructions.txt"
)

// player is a line of config.txt.
type player struct{ name, key, role string }

func readScorable(folder fs.FS) (*detente.Case, []Note, error) {
	config, err := open(folder, configFile)
	if err != nil {
		return nil, nil, err
	}
	g := &scorable{space: &space{file: config, title: "Scorable game"}}
	players, err := g.players()
	if err != nil {
		return nil, nil, err
	}
	for _, p := range players {
		f, err := open(folder, p.key+".txt")
		if err != nil {
			return nil, nil, err
		}
		if err := g.scores(f, p); err != nil {
			return nil, nil, err
		}
	}
	if text, err := open(folder, instructionsFile); err == nil {
		g.file = text
		g.name(string(text.Data))
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, nil, err
	}
	g.note = "Imported from a scorable game. Utilities are points as the score files give them; no_agreement is the threshold."
	g.notes.add(config, scaled, "Utilities are scores as the files give them; the threshold is no_agreement.")
	c, ns, err := g.build()
	if err != nil {
		return nil, nil, err
	}
	ns, err = g.rule(c, players, ns)
	return c, ns, err
}

// open reads a file of the folder as UTF-8.
func open(folder fs.FS, name string) (*File, error) {
	r, err := folder.Open(path.Clean(name))
	if err != nil {
		return nil, fmt.Errorf("%s: %w; a game is a folder with config.txt and a file for each party", name, err)
	}
	defer r.Close()
	f := &File{Name: name}
	if f.Data, err = io.ReadAll(io.LimitReader(r, maxBytes+1)); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if err := f.checkSize(); err != nil {
		return nil, err
	}
	if f.Data, _, err = unicodeText(f.Data); err != nil {
		return nil, f.at(1, "%w", err)
	}
	if !utf8.Valid(f.Data) { // the games come as UTF-8 or in a Western 8-bit encoding
		f.Data, err = io.ReadAll(&latin{input: bytes.NewReader(f.Data), windows: true})
	}
	return f, err
}

// scorable reads a game into a space.
type scorable struct{ *space }

// lines returns the lines of a file that say something, with their numbers.
func (f *File) lines() (lines []string, numbers []int) {
	for i, line := range strings.Split(string(f.Data), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			lines, numbers = append(lines, line), append(numbers, i+1)
		}
	}
	return lines, numbers
}

// players reads config.txt.
func (g *scorable) players() ([]player, error) {
	lines, numbers := g.file.lines()
	if len(lines) == 0 {
		return nil, g.file.at(1, "there are no parties; write a line for each: name, file, role")
	}
	if len(lines) > maxParties {
		return nil, g.file.at(1, "there are more than %d parties, and no game of that size is known", maxParties)
	}
	var players []player
	seen := map[string]bool{}
	for i, line := range lines {
		fields := strings.Split(line, ",")
		for k := range fields {
			fields[k] = strings.TrimSpace(fields[k])
		}
		if len(fields) < 3 {
			return nil, g.file.at(numbers[i], "%q is no line of the form: name, file, role", line)
		}
		p := player{fields[0], fields[1], fields[2]}
		if !fs.ValidPath(p.key+".txt") || strings.ContainsAny(p.key, `/\`) || p.key == "" {
			return nil, g.file.at(numbers[i], "%q is no name of a file in this folder", p.key)
		}
		if seen[p.key] {
			return nil, g.file.at(numbers[i], "%q stands twice; each party has a file of its own", p.key)
		}
		seen[p.key] = true
		players = append(players, p)
	}
	g.notes.add(g.file, leftOut, "what follows the role in a line (attitude, language model) has no place in a case")
	return players, nil
}

// scores reads a party's file: the first one says how many options there are.
func (g *scorable) scores(f *File, p player) error {
	lines, numbers := f.lines()
	if len(lines) < 2 {
		return f.at(1, "there are no scores; write a line for each issue and the threshold in the last one")
	}
	s := side{file: f, id: p.key, name: p.name}
	last := len(lines) - 1
	for i, line := range lines {
		var row []*big.Rat
		for _, field := range strings.Split(line, ",") {
			x, err := parseNumber(field)
			if err != nil {
				return f.at(numbers[i], "%w", err)
			}
			row = append(row, x)
		}
		if i < last {
			s.worth = append(s.worth, worth{values: row})
			continue
		}
		if len(row) != 1 {
			return f.at(numbers[i], "the last line is %q; it holds the threshold alone", line)
		}
		s.reserve = row[0]
	}
	if len(g.sides) == 0 {
		if err := g.shape(f, s.worth); err != nil {
			return err
		}
	}
	for i := range g.topics {
		if len(s.worth) != len(g.topics) || len(s.worth[i].values) != len(g.topics[i].values) {
			return f.at(1, "the scores do not have the same issues and options as those of %s", g.sides[0].file.base())
		}
	}
	g.sides = append(g.sides, s)
	return nil
}

// shape makes issues A, B, ... with options A1, A2, ...
func (g *scorable) shape(f *File, rows []worth) error {
	if len(rows) > 'Z'-'A'+1 {
		return f.at(1, "there are %d issues, and games call them A to Z", len(rows))
	}
	for i := range rows {
		letter := string(rune('A' + i))
		t := topic{name: letter, form: detente.Named}
		for k := range rows[i].values {
			t.values = append(t.values, fmt.Sprintf("%s%d", letter, k+1))
		}
		g.topics = append(g.topics, t)
	}
	return nil
}

// name takes the names of issues and options from the instructions, where they
// fit the scores.
func (g *scorable) name(text string) {
	issue := regexp.MustCompile(`(?m)^[ \t-]*Issue ([A-Z]):\s*(.+)$`)
	option := regexp.MustCompile(`(?m)^[ \t-]*([A-Z])([0-9]+)(?::|[ \t]+)[ \t]*(.+)$`)
	names := map[string]string{}
	for _, m := range append(issue.FindAllStringSubmatch(text, -1), option.FindAllStringSubmatch(text, -1)...) {
		key := strings.Join(m[1:len(m)-1], "")
		if names[key] == "" {
			names[key] = strings.TrimSpace(m[len(m)-1])
		}
	}
	taken := 0
	for i := range g.topics {
		t := &g.topics[i]
		if name := phrase(names[t.name]); name != "" {
			t.name = name
			taken++
		}
		t.caption(names)
	}
	if taken > 0 {
		g.notes.add(g.file, interpreted, "issues and options are named after the instructions; read them over")
	}
}

// caption names the options: by phrases, or by whole sentences where two of
// them have the same phrase.
func (t *topic) caption(names map[string]string) {
	short := phrase
	seen := map[string]bool{}
	for _, value := range t.values {
		if name := phrase(names[value]); seen[name] {
			short = sentence
		}
		seen[phrase(names[value])] = true
	}
	for _, value := range t.values {
		t.keys = append(t.keys, strings.ToLower(value))
		t.captions = append(t.captions, short(names[value]))
	}
}

// phrase returns what stands in quotes at the start of a text, or else its
// first sentence.
func phrase(text string) string {
	if rest, ok := strings.CutPrefix(text, `"`); ok {
		if quoted, _, ok := strings.Cut(rest, `"`); ok {
			return strings.TrimSpace(quoted)
		}
	}
	return sentence(text)
}

// sentence returns the first sentence of a text without its full stop and
// without quotes.
func sentence(text string) string {
	text, _, _ = strings.Cut(text, ". ")
	return strings.TrimRight(strings.TrimSpace(strings.ReplaceAll(text, `"`, "")), ".:")
}

// rule writes signed_by: the proposer, the veto party, and all but one of all.
func (g *scorable) rule(c *detente.Case, players []player, ns notes) (notes, error) {
	group := detente.GroupID("players")
	for c.PartyIndex(detente.PartyID(group)) >= 0 {
		group += "-all"
	}
	c.Groups = []detente.Group{{ID: group, Members: []detente.Member{{ID: "all"}}}}
	var terms []string
	for _, role := range []string{"p1", "p2"} {
		for i, p := range players {
			if p.role == role {
				terms = append(terms, string(c.Parties[i].ID))
			}
		}
	}
	if len(terms) < 2 {
		ns.add(&File{Name: configFile}, missing, "there is no proposer (p1) or no veto party (p2)")
	}
	terms = append(terms, fmt.Sprintf("%d of %s", max(1, len(players)-1), group))
	rule, err := detente.ParseConsent(strings.Join(terms, " and "))
	if err != nil {
		return nil, fmt.Errorf("%s: %s", configFile, err.Message)
	}
	c.SignedBy = rule
	return ns, nil
}
