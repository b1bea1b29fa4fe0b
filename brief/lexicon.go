package brief

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"detente"
)

//go:embed data/lexicon.txt
var lexiconData string

//go:embed data/states.txt
var statesData string

//go:embed data/topics.txt
var topicsData string

// Lexicon is what the reader knows of English and of the world: how wants, fears
// and the like are said, which words name groups and offices, which states there
// are, what negotiations are about. It is safe for concurrent use.
type Lexicon struct {
	verbs  map[string][]pattern // by base form
	forms  map[string]form      // of every verb known, by the form in the text
	adjs   map[string][]pattern // by first word
	nouns  map[string]Kind      // what a party has: "demand"
	lists  map[string]map[string]bool
	class  map[string][]string // a common noun and the words of names it stands for
	places map[string]place    // lower-case names of states, seats and demonyms
	states []state
	topics []topic
	themes map[string][]int // stem and the topics it speaks of
	joined map[string][]int // stems of a phrase and the topics it speaks of
	caps   map[string]bool  // names of one word that count in capitals only: WHO
}

// pattern is a verb or adjective entry.
type pattern struct {
	kind  Kind
	mode  mode
	words []string
}

// mode says under which circumstances a verb entry speaks.
type mode int

const (
	always mode = iota
	soft        // an expectation after may, could, would, "ready to"
	wish        // a goal after would
	denied      // only with not
)

// form says which base form a word may be a form of.
type form struct {
	base  string
	third bool // -s
	ing   bool
	past  bool
}

// DefaultLexicon returns the lexicon that is built in. It is read when first
// asked for.
func DefaultLexicon() *Lexicon { return builtIn() }

var builtIn = sync.OnceValue(func() *Lexicon {
	l, problems := newLexicon().with("", lexiconData, statesData, topicsData)
	if len(problems) > 0 {
		panic(problems[0].String())
	}
	return l
})

func newLexicon() *Lexicon {
	return &Lexicon{
		verbs: map[string][]pattern{}, forms: map[string]form{}, adjs: map[string][]pattern{}, nouns: map[string]Kind{},
		lists: map[string]map[string]bool{}, class: map[string][]string{}, places: map[string]place{},
		themes: map[string][]int{}, joined: map[string][]int{}, caps: map[string]bool{},
	}
}

// Extend returns the lexicon with a user's own entries added: sections as in
// data/lexicon.txt, and under [states] and [topics] lines as in data/states.txt
// and data/topics.txt. What cannot be read is reported and left out.
func (l *Lexicon) Extend(file, data string) (*Lexicon, []detente.Diagnostic) {
	m := &Lexicon{
		verbs: clonePatterns(l.verbs), forms: maps.Clone(l.forms), adjs: clonePatterns(l.adjs), nouns: maps.Clone(l.nouns),
		lists: map[string]map[string]bool{}, class: maps.Clone(l.class), places: maps.Clone(l.places),
		states: slices.Clone(l.states), topics: slices.Clone(l.topics), themes: maps.Clone(l.themes), joined: maps.Clone(l.joined), caps: maps.Clone(l.caps),
	}
	for name, list := range l.lists {
		m.lists[name] = maps.Clone(list)
	}
	return m.with(file, data, "", "")
}

func clonePatterns(m map[string][]pattern) map[string][]pattern {
	out := make(map[string][]pattern, len(m))
	for k, v := range m {
		out[k] = slices.Clone(v)
	}
	return out
}

// with adds entries to the lexicon itself.
func (l *Lexicon) with(file, words, states, topics string) (*Lexicon, []detente.Diagnostic) {
	p := &lexiconReader{l: l, file: file}
	p.read(words)
	for line := range strings.Lines(states) {
		p.state(line)
	}
	for line := range strings.Lines(topics) {
		p.topic(line)
	}
	return l, p.problems
}

// lexiconReader reads a file of entries.
type lexiconReader struct {
	l        *Lexicon
	file     string
	section  string
	line     int
	problems []detente.Diagnostic
}

// lexiconLists are the word lists a file may add to.
const lexiconLists = " say helpers light observers private roles organs bodies groups hedges titles mass complaints "

func (p *lexiconReader) read(data string) {
	for line := range strings.Lines(data) {
		p.line++
		text, _, _ := strings.Cut(line, "#")
		text = strings.TrimSpace(text)
		switch {
		case text == "":
		case strings.HasPrefix(text, "["):
			p.open(text)
		case p.section == "states":
			p.state(text)
		case p.section == "topics":
			p.topic(text)
		case p.section == "classes":
			noun, names, _ := strings.Cut(text, ":")
			p.l.class[strings.TrimSpace(noun)] = strings.Fields(names)
		default:
			for entry := range strings.SplitSeq(text, ";") {
				if entry = strings.TrimSpace(entry); entry != "" {
					p.entry(entry)
				}
			}
		}
	}
}

func (p *lexiconReader) open(text string) {
	p.section = strings.Trim(text, "[] ")
	kind, shape, _ := strings.Cut(p.section, " ")
	known := p.section == "states" || p.section == "topics" || p.section == "classes" || strings.Contains(lexiconLists, " "+p.section+" ") ||
		slices.Contains(Kinds, Kind(kind)) && slices.Contains([]string{"verb", "adj", "noun", "soft", "would", "not"}, shape)
	if !known {
		p.complain(fmt.Sprintf("there is no section %q", p.section), "sections are a kind and a form, such as [goal verb], or the name of a list, such as [groups]")
		p.section = ""
	}
}

func (p *lexiconReader) complain(message, help string) {
	p.problems = append(p.problems, detente.Diagnostic{
		File: p.file, Line: p.line, Col: 1, Severity: detente.Warning, Code: "lexicon-entry",
		Message: message, Why: "the entry was left out", Help: help,
	})
}

// entry adds one entry to the present section.
func (p *lexiconReader) entry(text string) {
	taken := strings.HasPrefix(text, "-")
	text = strings.TrimSpace(strings.TrimPrefix(text, "-"))
	name, shape, _ := strings.Cut(p.section, " ")
	kind := Kind(name)
	switch {
	case p.section == "":
		return
	case shape == "":
		p.member(text, taken)
	case shape == "noun":
		delete(p.l.nouns, text)
		if !taken {
			p.l.nouns[text] = kind
		}
	case shape == "adj":
		p.pattern(p.l.adjs, pattern{kind, always, strings.Fields(strings.ToLower(text))}, taken)
	default:
		m := map[string]mode{"verb": always, "soft": soft, "would": wish, "not": denied}[shape]
		words := strings.Fields(text)
		p.pattern(p.l.verbs, pattern{kind, m, words}, taken)
		p.l.inflect(words[0])
	}
}

func (p *lexiconReader) member(text string, taken bool) {
	if p.section == "bodies" || p.section == "titles" {
		text = strings.ToLower(text)
	}
	list := p.l.lists[p.section]
	if list == nil {
		list = map[string]bool{}
		p.l.lists[p.section] = list
	}
	if taken {
		delete(list, text)
		return
	}
	list[text] = true
	if p.section == "say" || p.section == "helpers" || p.section == "light" {
		p.l.inflect(strings.Fields(text)[0])
	}
}

// pattern adds a pattern, or takes it away. The longest come first.
func (p *lexiconReader) pattern(to map[string][]pattern, x pattern, taken bool) {
	if len(x.words) == 0 || x.words[0] == "*" || strings.HasPrefix(x.words[0], "~") {
		p.complain(fmt.Sprintf("%q starts with no word", strings.Join(x.words, " ")), "the first word of an entry must be a plain word")
		return
	}
	same := func(y pattern) bool { return slices.Equal(x.words, y.words) && (taken || x.mode == y.mode) }
	list := slices.DeleteFunc(to[x.words[0]], same)
	if !taken {
		list = append(list, x)
	}
	slices.SortStableFunc(list, func(a, b pattern) int { return b.weight() - a.weight() })
	to[x.words[0]] = list
}

// weight orders patterns by how much they ask for.
func (x *pattern) weight() int {
	n := 0
	for _, w := range x.words {
		if w != "*" {
			n += 2
		}
	}
	if x.mode != always {
		n++
	}
	return n
}

// in reports whether a word is in a list.
func (l *Lexicon) in(list, word string) bool { return l.lists[list][word] }
