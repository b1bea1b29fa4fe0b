package brief

import "strings"

// state is a state, a bloc of states, or a body known by name.
type state struct {
	name    string
	kind    PartyKind
	of      string   // the party a body speaks for; "" for none
	aliases []string // names, not seats or demonyms
}

// role says how a word of the gazetteer stands for its state.
type placeRole int

const (
	byName    placeRole = iota
	bySeat              // Moscow, the White House: a party as a subject, else a place
	byDemonym           // Russian, Russians
)

// place is a name of the gazetteer.
type place struct {
	state int
	role  placeRole
	words int
}

// state reads one line of states.txt.
func (p *lexiconReader) state(line string) {
	line, _, _ = strings.Cut(line, "#")
	if line = strings.TrimSpace(line); line == "" {
		return
	}
	fields := strings.Split(line, "|")
	for i := range fields {
		fields[i] = strings.TrimSpace(fields[i])
	}
	s := state{name: strings.TrimLeft(fields[0], "*+"), kind: StateParty}
	var names, demonyms, seats string
	switch {
	case strings.HasPrefix(line, "+"):
		s.kind = Organisation
		s.of, names = field(fields, 1), field(fields, 2)
	default:
		if strings.HasPrefix(line, "*") {
			s.kind = Bloc
		}
		demonyms, seats, names = field(fields, 1), field(fields, 2), field(fields, 3)
	}
	at := p.addState(s)
	for n := range strings.SplitSeq(names, ",") {
		if n = strings.TrimSpace(n); n != "" {
			p.l.states[at].aliases = append(p.l.states[at].aliases, n)
			p.place(n, at, byName)
		}
	}
	for n := range strings.SplitSeq(seats, ",") {
		p.place(n, at, bySeat)
	}
	for _, n := range splitDemonyms(demonyms) {
		p.place(n, at, byDemonym)
	}
}

// splitDemonyms cuts a list of demonyms at white space; two words that share a
// first word, such as "North Korean North Koreans", stay together.
func splitDemonyms(s string) []string {
	words := strings.Fields(s)
	var out []string
	for i := 0; i < len(words); i++ {
		switch words[i] {
		case "North", "South", "New", "Costa", "Saudi", "Sri", "Cape", "Sierra", "Papua", "Solomon":
			if words[i] != "Saudi" && i+1 < len(words) {
				j := i + 2
				if words[i] == "Papua" {
					j = min(i+3, len(words))
				}
				out = append(out, strings.Join(words[i:j], " "))
				i = j - 1
				continue
			}
		}
		out = append(out, words[i])
	}
	return out
}

func field(fields []string, i int) string {
	if i < len(fields) {
		return fields[i]
	}
	return ""
}

// addState returns the index of a state, which is added unless it is known.
func (p *lexiconReader) addState(s state) int {
	for i := range p.l.states {
		if p.l.states[i].name == s.name {
			return i
		}
	}
	p.l.states = append(p.l.states, s)
	at := len(p.l.states) - 1
	p.place(s.name, at, byName)
	return at
}

func (p *lexiconReader) place(name string, at int, role placeRole) {
	key := placeKey(name)
	if key == "" {
		return
	}
	if old, known := p.l.places[key]; known && old.role <= role && p.file == "" {
		return
	}
	n := len(strings.Fields(key))
	if n == 1 && strings.ToUpper(name) == name {
		p.l.caps[key] = true
	}
	p.l.places[key] = place{at, role, n}
	first := firstWord(key)
	if head := p.l.places[first+" *"]; head.words < n {
		p.l.places[first+" *"] = place{words: n}
	}
}

func firstWord(s string) string {
	first, _, _ := strings.Cut(s, " ")
	return first
}

// placeKey is a name in lower case without its article.
func placeKey(name string) string {
	name = strings.ReplaceAll(strings.ToLower(strings.Join(strings.Fields(name), " ")), "'s ", " 's ")
	return strings.TrimPrefix(name, "the ")
}

// isRegion knows words that make another people of a demonym: South Americans.
func isRegion(text string) bool {
	switch text {
	case "South", "North", "Latin", "Central", "West", "East":
		return true
	}
	return false
}

// findPlace returns the longest name of the gazetteer that starts at token i of
// a sentence.
func (r *reading) findPlace(s sentence, i int) (place, bool) {
	t := &r.tokens[i]
	if !t.capital() || t.text == "Us" || i > s.from && isRegion(r.tokens[i-1].text) && strings.HasSuffix(t.lower, "ns") {
		return place{}, false
	}
	longest := r.lex.places[t.lower+" *"].words
	for n := min(longest, s.to-i); n > 0; n-- {
		if n > 1 && !r.tokens[i+n-1].capital() {
			continue
		}
		key := t.lower
		for j := i + 1; j < i+n; j++ {
			key += " " + r.tokens[j].lower
		}
		p, ok := r.lex.places[key]
		generic := n == 1 && ok && r.lex.states[p.state].kind == Organisation && r.lex.in("bodies", key)
		if ok && !generic && (n > 1 || t.allCaps() || !r.lex.caps[key]) {
			return p, true
		}
	}
	return place{}, false
}
