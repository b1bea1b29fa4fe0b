package detente

// Party is somebody with a say or a stake. What part it plays (signatory, can
// block, can move, affected) follows from the consent rules and is never typed.
type Party struct {
	ID PartyID
	Meta
	Aliases []string
	Of      PartyID // this is a leader, faction, ministry or audience of that party

	Influence   *Quantity // nil: 1 for all, an assumption
	RatifiedBy  *Consent  // its own ratification (two-level games)
	NoAgreement *Quantity // worth of walking away, where it is not that of the no-deal outcome
	CostOfDelay *Quantity // percent of value lost each period without a deal
	Counts      []Count   // votes, population, ... for consent rules

	Wants      Wants         // rows: weights or points
	Prefers    [][]Statement // most important first; several in one entry: their order is unknown
	Ranking    []Rank        // best first
	Scores     []Link        // option weighting: the sum orders outcomes and nothing else
	Unknown    [][2]*Condition
	UnknownPos Pos
	SeesNot    []*Condition // outcomes this party does not see (misperception)

	OrderPos Pos // where prefers, ranking or scores stands
}

// Kind says which form a party's preference has.
type Kind int

const (
	NoPreference Kind = iota // counts as consenting where a rule names it
	Positions                // rows with positions or salience only: no numbers to bargain with
	Weights                  // utilities from 0 to 100: sum of weight x value / 100 and links
	Points                   // utilities are sums of points
	Statements               // ordinal: prioritised statements
	Ranked                   // ordinal: a ranking
	Scored                   // ordinal: option weighting
)

var kindNames = [...]string{"none", "positions", "weights", "points", "statements", "ranking", "scores"}

func (k Kind) String() string { return kindNames[k] }

// Numeric reports whether parties of this kind have utilities.
func (k Kind) Numeric() bool { return k == Weights || k == Points }

// Ordinal reports whether parties of this kind order outcomes without numbers.
func (k Kind) Ordinal() bool { return k >= Statements }

// Wants is a party's table of rows.
type Wants struct {
	Written bool // the case has wants or points for this party, even if empty
	Points  bool // points rather than weights
	Rows    []Row
	Links   []Link
	AtMost  *Quantity // points: the sum of the rows is cut off here
	Pos     Pos
}

// Row is what an issue means to a party.
type Row struct {
	Issue IssueID
	Meta
	Weight   *Quantity // relative importance; nil: none given
	Salience *Quantity // share of its influence it would spend here, 0 to 100
	Position *Quantity // the best place on the scale
	// Values by option index, nil where left out (worth 0). Empty where the row
	// has breakpoints or a position only.
	Values []*Quantity
	// Breakpoints on the issue's scale, ascending; straight lines between, flat
	// beyond.
	Breakpoints []Breakpoint
}

// Breakpoint is the value of one place on a scale.
type Breakpoint struct {
	At    float64
	Value Quantity
	Pos   Pos
}

// Link adds to a party's utility where a condition holds.
type Link struct {
	When *Condition
	Add  Quantity
	Meta
}

// Statement is one thing a party would like to be true.
type Statement struct {
	When *Condition
	Meta
}

// Rank is one step of a ranking: outcomes that fit any of Fits are tied.
type Rank struct {
	Fits []*Condition
	// MuchBetter marks that this step is much better than the next one.
	MuchBetter bool
	Pos        Pos
}

// Count is a number that consent rules add up.
type Count struct {
	Name  string
	Value Decimal
	Pos   Pos
}

// Kind returns which form the party's preference has.
func (p *Party) Kind() Kind {
	switch {
	case len(p.Prefers) > 0:
		return Statements
	case len(p.Ranking) > 0:
		return Ranked
	case len(p.Scores) > 0:
		return Scored
	case !p.Wants.Written || len(p.Wants.Rows)+len(p.Wants.Links) == 0:
		return NoPreference
	case p.Wants.Points:
		return Points
	case p.Wants.valued():
		return Weights
	}
	return Positions
}

// valued reports whether the table has numbers to bargain with: points, or at
// least one weight. Rows with positions only may stand beside an order.
func (w *Wants) valued() bool {
	if w.Points {
		return true
	}
	for i := range w.Rows {
		if w.Rows[i].Weight != nil {
			return true
		}
	}
	return false
}

// Display returns the party's name for people.
func (p *Party) Display() string { return display(p.Name, string(p.ID)) }

// Row returns the party's row on an issue, or nil.
func (p *Party) Row(id IssueID) *Row {
	for i := range p.Wants.Rows {
		if p.Wants.Rows[i].Issue == id {
			return &p.Wants.Rows[i]
		}
	}
	return nil
}
