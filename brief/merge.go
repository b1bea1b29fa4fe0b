package brief

import (
	"strconv"
	"strings"

	"detente/source"
)

// merger puts the accounts of several documents together.
type merger struct {
	brief   *Brief
	lex     *Lexicon
	members []member // parties over all documents; mentions of all
	seen    map[string]int
}

// merge makes a brief of the accounts.
func merge(accounts []*account, docs []*source.Document, lex *Lexicon) *Brief {
	m := &merger{brief: emptyBrief(), lex: lex, seen: map[string]int{}}
	for _, a := range accounts {
		m.add(a)
	}
	m.organs()
	m.compare(accounts, docs)
	m.finish(accounts)
	return m.brief
}

// organs ties bodies of the gazetteer to what they speak for, where one document
// names the body and another its owner: the Commission and the European Union.
func (m *merger) organs() {
	for i := range m.lex.states {
		s := &m.lex.states[i]
		if s.of == "" {
			continue
		}
		at, named := m.seen[partyKey(s.name)]
		of, known := m.seen[partyKey(s.of)]
		if named && known && at != of && m.members[at].of < 0 && m.side(of) != at {
			m.members[at].of = of
		}
	}
}

func emptyBrief() *Brief {
	return &Brief{
		Documents: []Document{}, Parties: []Party{}, Statements: []Statement{}, Outcomes: []Outcome{}, ListItems: []ListItem{}, Tables: []Table{},
		Comparisons: []Comparison{}, Movements: []Movement{}, Questions: []Question{},
	}
}

// add takes in one document: its parties are matched with those known.
func (m *merger) add(a *account) {
	b := m.brief
	b.Documents = append(b.Documents, a.doc)
	to := make([]int, len(a.parties))
	for i := range a.parties {
		to[i] = m.party(&a.parties[i])
	}
	for i := range a.parties {
		if of := a.parties[i].of; of >= 0 && m.members[to[i]].of < 0 && to[of] != to[i] && m.side(to[of]) != to[i] {
			m.members[to[i]].of = to[of]
		}
		a.parties[i].state = to[i] // from here on, its index over all documents
	}
	for i := range a.statements {
		a.statements[i].member = to[a.statements[i].member]
		s := a.statements[i].Statement
		s.Party = strconv.Itoa(a.statements[i].member)
		b.Statements = append(b.Statements, s)
	}
	b.Outcomes = append(b.Outcomes, a.outcomes...)
	b.ListItems = append(b.ListItems, a.items...)
	b.Tables = append(b.Tables, a.tables...)
}

// party returns the index of a party over all documents.
func (m *merger) party(p *member) int {
	at, ok := m.seen[partyKey(p.name)]
	if !ok && p.kind == Leader {
		for _, alias := range p.aliases {
			if k, known := m.seen[partyKey(alias)]; known && m.members[k].kind == Leader {
				at, ok = k, true
				break
			}
		}
	}
	if !ok {
		at, ok = m.surname(p)
	}
	if !ok && p.kind != Leader {
		for _, alias := range p.aliases {
			if k, known := m.seen[partyKey(alias)]; known && m.members[k].kind == p.kind && properName(alias) {
				at, ok = k, true
				break
			}
		}
	}
	if !ok {
		at = len(m.members)
		m.members = append(m.members, member{name: p.name, kind: p.kind, unsure: p.unsure, of: -1})
	}
	x := &m.members[at]
	if x.unsure && !p.unsure {
		x.kind, x.unsure = p.kind, false
	}
	if len(p.name) > len(x.name) && p.kind == Leader {
		x.aliases = append(x.aliases, x.name)
		x.name = p.name
	}
	for _, alias := range append([]string{p.name}, p.aliases...) {
		if alias != x.name && !contains(x.aliases, alias) {
			x.aliases = append(x.aliases, alias)
		}
		if _, taken := m.seen[partyKey(alias)]; !taken {
			m.seen[partyKey(alias)] = at
		}
	}
	x.mentions = append(x.mentions, p.mentions...)
	x.weight += p.weight
	return at
}

// surname finds the person that a single name of unknown kind stands for, or the
// single name that a person explains: Keane for Niamh Keane.
func (m *merger) surname(p *member) (at int, ok bool) {
	words := strings.Fields(p.name)
	for k := range m.members {
		x := &m.members[k]
		switch other := strings.Fields(x.name); {
		case p.unsure && len(words) == 1 && x.kind == Leader && len(other) > 1 && other[len(other)-1] == p.name:
			return k, true
		case p.kind == Leader && len(words) > 1 && x.unsure && len(other) == 1 && words[len(words)-1] == x.name:
			return k, true
		}
	}
	return 0, false
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// properName reports whether an alias is a name rather than "the union".
func properName(alias string) bool {
	return alias != strings.ToLower(alias) && !strings.HasPrefix(alias, "the ")
}

func partyKey(name string) string {
	return strings.TrimPrefix(strings.ToLower(name), "the ")
}

// side follows a party to the one it speaks for.
func (m *merger) side(i int) int {
	for n := 0; m.members[i].of >= 0 && n < 8; n++ {
		i = m.members[i].of
	}
	return i
}

// finish names the parties and numbers the statements.
func (m *merger) finish(accounts []*account) {
	b := m.brief
	ids := map[string]bool{}
	for i := range m.members {
		x := &m.members[i]
		p := Party{ID: uniqueID(x.name, ids), Name: x.name, Aliases: x.aliases, Kind: x.kind, Role: Affected, Mentions: x.mentions}
		if p.Aliases == nil {
			p.Aliases = []string{}
		}
		if p.Mentions == nil {
			p.Mentions = []Mention{}
		}
		b.Parties = append(b.Parties, p)
	}
	for i := range m.members {
		if of := m.members[i].of; of >= 0 {
			b.Parties[i].Of = b.Parties[of].ID
		}
	}
	for i := range b.Statements {
		b.Statements[i].ID = "W" + strconv.Itoa(i+1)
		m.name(&b.Statements[i].Party)
	}
	for i := range b.Comparisons {
		b.Comparisons[i].ID = "C" + strconv.Itoa(i+1)
		m.name(&b.Comparisons[i].Party)
	}
	for i := range b.Movements {
		m.name(&b.Movements[i].Party)
	}
	for i := range b.Outcomes {
		m.name(&b.Outcomes[i].Party)
	}
	m.roles()
	m.ask()
}

// name replaces the index of a party by its identifier.
func (m *merger) name(index *string) {
	if k, err := strconv.Atoi(*index); err == nil {
		*index = m.brief.Parties[k].ID
	}
}

// mostIdentifier is how long an identifier is, in bytes: a case takes 64, and those
// of evidence and options begin with a party's.
const mostIdentifier = 40

// uniqueID makes an identifier of a name.
func uniqueID(name string, taken map[string]bool) string {
	words := strings.FieldsFunc(strings.ToLower(plain(name)), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	id := strings.Join(words, "-")
	id = strings.TrimRight(id[:min(len(id), mostIdentifier)], "-")
	if id == "" || id[0] < 'a' {
		id = strings.TrimRight("p-"+id, "-")
	}
	for n := 2; taken[id]; n++ {
		id = strings.TrimRight(id, "0123456789-") + "-" + strconv.Itoa(n)
	}
	taken[id] = true
	return id
}

// plain drops possessive marks and accents that are common in names.
func plain(name string) string {
	return strings.NewReplacer("'s", "s", "'", "", "’", "", "é", "e", "è", "e", "á", "a", "í", "i", "ó", "o", "ö", "o", "ü", "u", "ä", "a", "å", "a", "ø", "o", "ñ", "n", "ç", "c", "ã", "a").Replace(name)
}
