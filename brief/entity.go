package brief

import (
	"strings"
)

// entity is somebody a document speaks of.
type entity struct {
	name    string // the fullest form found
	kind    PartyKind
	unsure  bool // the kind is a guess
	aliases []string
	of      int    // the entity it speaks for, -1 for none
	role    string // office, in lower case: "president"
	titles  []span // where an office stands right before the name
	state   int    // index in the gazetteer, -1 for none
	words   []string
	female  int // pronouns that stood for it: above 0 she, below 0 he
	private bool
	seats   int // mentions by a place that speaks for it
	strong  int // mentions as somebody rather than as a place
	first   int // token of the first mention
	spans   []span
}

// span is a range of tokens.
type span struct{ from, to int }

func (s span) empty() bool { return s.to <= s.from }

// addAlias notes another form of a name.
func (e *entity) addAlias(form string) {
	form = strings.TrimSpace(form)
	if form == "" || form == e.name {
		return
	}
	for _, a := range e.aliases {
		if a == form {
			return
		}
	}
	e.aliases = append(e.aliases, form)
}

// isPerson reports whether the entity is a person.
func (e *entity) isPerson() bool { return e.kind == Leader }

// isSingular reports whether "it" can stand for a group: the works council.
func (e *entity) isSingular() bool {
	if len(e.words) == 0 {
		return false
	}
	last := e.words[len(e.words)-1]
	return !strings.HasSuffix(last, "s") && !strings.HasSuffix(last, "men") && last != "people" && last != "staff" && last != "police"
}

// ofEmployers reports whether a body is one of employers, and so no union.
func (e *entity) ofEmployers() bool {
	for _, w := range e.words {
		switch w {
		case "employers", "producers", "owners", "operators", "manufacturers", "industry", "industries", "business", "landlords", "shippers", "bankers", "publishers", "retailers":
			return true
		}
	}
	return false
}

// hasMembers reports whether an organisation is one of members, such as a union
// or a council, and so no company.
func (e *entity) hasMembers() bool {
	for _, w := range e.words {
		switch w {
		case "union", "guild", "federation", "association", "council", "confederation", "league", "brotherhood", "committee", "commission", "party", "movement", "front",
			"alliance", "coalition", "ministry", "agency", "authority", "parliament", "congress", "court", "bloc", "teamsters", "workers", "nations", "forum", "panel", "army", "senate",
			"bureau", "department", "board", "chamber", "society", "tribunal", "initiative", "campaign", "network":
			return true
		}
	}
	return false
}

// newEntity adds an entity and returns its index.
func (r *reading) newEntity(name string, kind PartyKind) int {
	r.entities = append(r.entities, entity{name: name, kind: kind, of: -1, state: -1, first: -1, words: nameWords(name)})
	return len(r.entities) - 1
}

// nameWords are the words of a name in lower case, without possessive marks.
func nameWords(name string) []string {
	words := strings.Fields(strings.ToLower(name))
	for i, w := range words {
		words[i] = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "'")
	}
	return words
}

// mention notes that tokens from..to stand for entity e.
func (r *reading) mention(e int, s span) {
	x := &r.entities[e]
	if x.first < 0 || s.from < x.first {
		x.first = s.from
	}
	x.spans = append(x.spans, s)
	x.addAlias(r.surface(s))
	for i := s.from; i < s.to; i++ {
		r.tokens[i].name = e
	}
}

// surface is the text of tokens as a name is written: single spaces, no
// emphasis, "’s" joined to its word.
func (r *reading) surface(s span) string {
	var b strings.Builder
	for i := s.from; i < s.to; i++ {
		t := &r.tokens[i]
		if i > s.from && t.start > r.tokens[i-1].end && t.tag != "POS" {
			b.WriteByte(' ')
		}
		b.WriteString(t.text)
	}
	return b.String()
}

// stateEntity returns the entity of a state of the gazetteer.
func (r *reading) stateEntity(at int) int {
	if e, ok := r.ofState[at]; ok {
		return e
	}
	s := &r.lex.states[at]
	e := r.newEntity(s.name, s.kind)
	r.entities[e].state = at
	r.ofState[at] = e
	if s.of != "" {
		for k := range r.lex.states {
			if r.lex.states[k].name == s.of {
				of := r.stateEntity(k)
				r.entities[e].of = of
			}
		}
	}
	return e
}

// side follows an entity to the party it speaks for.
func (r *reading) side(e int) int {
	for n := 0; e >= 0 && r.entities[e].of >= 0 && n < 8; n++ {
		e = r.entities[e].of
	}
	return e
}
