package spatial

import (
	"math"
	"slices"

	"detente"
)

// Board is a case as the spatial models read it: for each issue that has a
// scale, who stands where.
type Board struct {
	c *detente.Case
	// Issues that can be forecast, in declared order.
	Issues []*Issue
	// Missing are the paths of what other issues would need, and Without their
	// names.
	Missing []string
	Without []string
	notes   notes
}

// Issue is one issue on its scale.
type Issue struct {
	ID        detente.IssueID
	Name      string
	Unit      string
	Low, High float64
	Actors    []Actor
	Options   []Option // named ones, in declared order
	Now       float64  // where the issue stands if they part, if KnowsNow
	KnowsNow  bool
	decided   float64
	known     bool // what was decided
}

// Actor is a party on an issue.
type Actor struct {
	Party     detente.PartyID
	Position  float64 // on the issue's scale
	Influence float64
	Salience  float64 // 0 to 1
}

// Option is a named level of an issue.
type Option struct {
	ID    detente.OptionID
	Name  string
	Place float64
}

// Read reads a case. An issue needs places: a scale, with `at` for each named
// option; two options without a scale stand at 0 and 100 in file order. An actor
// is a party with a row on the issue and a place on it: its position, or else the
// middle of its best options or breakpoints. What the case leaves out has a
// default, and each default is noted: influence 1; for salience the weight, as a
// share of the party's weights or of its points, and 50 where there is none.
func Read(c *detente.Case) *Board {
	b := &Board{c: c}
	shares := make([]map[detente.IssueID]float64, len(c.Parties))
	for p := range c.Parties {
		shares[p] = b.shares(&c.Parties[p])
	}
	base := c.NoDealOutcome()
	for i := range c.Issues {
		s := &c.Issues[i]
		if missing := places(s); len(missing) > 0 {
			b.Missing, b.Without = append(b.Missing, missing...), append(b.Without, s.Display())
			continue
		}
		issue := b.issue(s)
		for p := range c.Parties {
			b.add(issue, s, &c.Parties[p], shares[p])
		}
		if base != nil {
			issue.Now, issue.KnowsNow = s.Place(base[i])
		}
		if issue.weight() > 0 {
			b.Issues = append(b.Issues, issue)
			continue
		}
		b.Missing, b.Without = append(b.Missing, b.lacking(issue)...), append(b.Without, s.Display())
	}
	return b
}

// places returns the paths of what an issue lacks to stand on a scale.
func places(s *detente.Issue) (missing []string) {
	if _, _, ok := s.Range(); !ok {
		missing = append(missing, "issues."+string(s.ID)+".scale")
	}
	for k := range s.Options {
		if _, ok := s.Place(k); !ok {
			missing = append(missing, "issues."+string(s.ID)+".options."+string(s.Options[k].ID)+".at")
		}
	}
	return missing
}

// lacking returns the paths of what would give an issue more weight: salience or
// influence of the actors that have none, positions of the parties that are no
// actors there.
func (b *Board) lacking(issue *Issue) (paths []string) {
	for _, a := range issue.Actors {
		if a.Salience == 0 {
			paths = append(paths, "parties."+string(a.Party)+".wants."+string(issue.ID)+".salience")
		}
		if a.Influence == 0 {
			paths = append(paths, "parties."+string(a.Party)+".influence")
		}
	}
	for p := range b.c.Parties {
		id := b.c.Parties[p].ID
		if b.c.Parties[p].Of == "" && !slices.ContainsFunc(issue.Actors, func(a Actor) bool { return a.Party == id }) {
			paths = append(paths, "parties."+string(id)+".wants."+string(issue.ID)+".position")
		}
	}
	if len(paths) == 0 {
		paths = []string{"parties"}
	}
	return paths
}

func (b *Board) issue(s *detente.Issue) *Issue {
	issue := &Issue{ID: s.ID, Name: s.Display()}
	issue.Low, issue.High, _ = s.Range()
	if s.Scale != nil {
		issue.Unit = s.Scale.Unit
	}
	for k := range s.Options {
		place, _ := s.Place(k)
		issue.Options = append(issue.Options, Option{s.Options[k].ID, s.LevelName(k), place})
	}
	issue.decided, issue.known = s.Place(s.Decided)
	return issue
}

// add puts a party on an issue, if it has a place there.
func (b *Board) add(issue *Issue, s *detente.Issue, p *detente.Party, shares map[detente.IssueID]float64) {
	row := p.Row(s.ID)
	if row == nil {
		return
	}
	a := Actor{Party: p.ID, Influence: 1}
	switch place, ok := best(s, row); {
	case row.Position != nil:
		a.Position = row.Position.Middle()
	case ok:
		a.Position = place
		b.notes.add(fromBest, p, issue.Name)
	default:
		b.notes.add(noPlace, p, issue.Name)
		return
	}
	a.Position = min(max(a.Position, issue.Low), issue.High)
	if p.Influence != nil {
		a.Influence = p.Influence.Middle()
	} else {
		b.notes.add(noInfluence, p, issue.Name)
	}
	share, ok := shares[s.ID]
	switch {
	case row.Salience != nil:
		a.Salience = row.Salience.Middle() / 100
	case ok:
		a.Salience = share
		b.notes.add(fromWeight, p, issue.Name)
	default:
		a.Salience = unknownSalience
		b.notes.add(noSalience, p, issue.Name)
	}
	issue.Actors = append(issue.Actors, a)
}

// unknownSalience stands for a salience that nothing is known of: the middle of
// its limits.
const unknownSalience = 0.5

// shares returns what each issue is worth to a party as a share of all: its
// weights, or the range of its points.
func (b *Board) shares(p *detente.Party) map[detente.IssueID]float64 {
	out := map[detente.IssueID]float64{}
	total := 0.0
	for i := range p.Wants.Rows {
		row := &p.Wants.Rows[i]
		worth := 0.0
		switch {
		case p.Wants.Points:
			low, high := ends(row)
			worth = high - low
		case row.Weight != nil:
			worth = row.Weight.Middle()
		default:
			continue
		}
		out[row.Issue] = worth
		total += worth
	}
	if total <= 0 {
		return nil
	}
	for i := range p.Wants.Rows {
		id := p.Wants.Rows[i].Issue
		if worth, ok := out[id]; ok {
			out[id] = worth / total
		}
	}
	return out
}

// values returns the values of a row: by option, or of its breakpoints. An
// option left out is worth 0; nil where no value is given.
func values(row *detente.Row) (v []float64) {
	if !slices.ContainsFunc(row.Values, func(q *detente.Quantity) bool { return q != nil }) && len(row.Breakpoints) == 0 {
		return nil
	}
	for _, q := range row.Values {
		x := 0.0
		if q != nil {
			x = q.Middle()
		}
		v = append(v, x)
	}
	for i := range row.Breakpoints {
		v = append(v, row.Breakpoints[i].Value.Middle())
	}
	return v
}

func ends(row *detente.Row) (low, high float64) {
	v := values(row)
	if len(v) == 0 {
		return 0, 0
	}
	return slices.Min(v), slices.Max(v)
}

// best returns the middle of the places that a party values most.
func best(s *detente.Issue, row *detente.Row) (place float64, ok bool) {
	v := values(row)
	if len(v) == 0 {
		return 0, false
	}
	high := slices.Max(v)
	sum, n := 0.0, 0
	for k, x := range v {
		if x != high {
			continue
		}
		at, known := 0.0, true
		if len(row.Breakpoints) > 0 {
			at = row.Breakpoints[k].At
		} else {
			at, known = s.Place(k)
		}
		if !known {
			return 0, false
		}
		sum += at
		n++
	}
	return sum / float64(n), true
}

// weight is the sum of influence times salience.
func (s *Issue) weight() float64 {
	sum := 0.0
	for _, a := range s.Actors {
		sum += a.Influence * a.Salience
	}
	return sum
}

// heat is how far apart weight is: the weighted sum of distances from the mean,
// as parts of the scale.
func (s *Issue) heat() float64 {
	x, w := s.Columns()
	mean, _ := Mean(x, w)
	sum := 0.0
	for i := range x {
		sum += w[i] * math.Abs(x[i]-mean) / (s.High - s.Low)
	}
	return sum
}

// Columns returns the actors' places and weights: influence times salience.
func (s *Issue) Columns() (x, w []float64) {
	for _, a := range s.Actors {
		x, w = append(x, a.Position), append(w, a.Influence*a.Salience)
	}
	return x, w
}
