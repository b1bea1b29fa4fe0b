package detente

// Identifiers are lower-case words joined by hyphens, starting with a letter.
// They are stable: files, addresses and citations use them.
type (
	PartyID    string // a party or a player that only a group or consent rule names
	IssueID    string
	OptionID   string
	SourceID   string
	EvidenceID string
	GroupID    string
)

// Pos is a place in the case file: line and column from 1, columns counted in
// characters. The zero Pos means that a thing was not read from a file.
type Pos struct{ Line, Col int }

// IsValid reports whether p points into a file.
func (p Pos) IsValid() bool { return p.Line > 0 }

// Before orders places as they stand in the file.
func (p Pos) Before(q Pos) bool {
	return p.Line < q.Line || p.Line == q.Line && p.Col < q.Col
}

// Ref is a mention of a piece of evidence.
type Ref struct {
	ID  EvidenceID
	Pos Pos
}

// Meta is what any mapping of a case may carry: a name for people, a note, the
// evidence it rests on, the evidence against it, and a label.
type Meta struct {
	Name    string
	Note    string
	Because []Ref // evidence that bears on it; none: an assumption
	Against []Ref // evidence that speaks for another reading
	Label   Label // as written; see Case.For for what is inherited
	Pos     Pos
}

// Case is one negotiation: a single outcome space, who is in it, what they
// want, and why we think so. Slices are in file order.
type Case struct {
	File     string // name of the file it was read from, for diagnostics
	Title    string
	Question string
	Note     string

	Sources  []Source
	Groups   []Group
	SignedBy *Consent // who makes a deal; nil: every party with wants or points
	NoDeal   NoDeal   // what becomes of the issues if they part
	Ties     Ties     // whether as good as no deal is good enough
	Issues   []Issue
	Rules    []Rule
	Same     []*Condition // outcomes that fit one of these are one state (graph model)
	Parties  []Party

	Relations  []Relation
	Scenarios  []Scenario
	Evidence   []Evidence
	Correlated []Correlation
	Power      []PowerShare // bargaining power, default equal
	Coalitions [][]PartyID  // coalitions to look at (graph model)

	// SHA256 of the case as read, hexadecimal: of the file's bytes, or of the
	// visible part where the case was cut down by For.
	SHA256 string
	// Restricted is true for a case cut down by For.
	Restricted bool
	Clearance  Label
}

// Source is a document that evidence quotes.
type Source struct {
	ID SourceID
	Meta
	Title     string
	File      string // path below the case's folder, slash-separated
	Published string // YYYY, YYYY-MM or YYYY-MM-DD; "" where unknown
	URL       string
	Declared  string // sha256 as written in the case; "" where absent
	SHA256    string // of the document's bytes as read; "" where it was not read
	Text      string // UTF-8, a byte-order mark removed, line ends kept
}

// Group names several players for consent rules. Members may be parties,
// other groups (nested groups flatten) or names that appear nowhere else.
type Group struct {
	ID      GroupID
	Members []Member
	Pos     Pos
}

// Member is one entry of a group.
type Member struct {
	ID  string // a party, a group, or a name of its own; "all" is every party without Of
	Pos Pos
}

// NoDeal says what becomes of the issues if the parties part.
type NoDeal struct {
	// None means that no deal is no outcome of these issues: each party says
	// with no_agreement what walking away is worth.
	None bool
	// Set holds what differs from each issue's Now.
	Set []Setting
	Pos Pos
}

// Setting gives an issue a level.
type Setting struct {
	Issue IssueID
	Level int // index of the level, see Issue
	Text  string
	Pos   Pos
}

// Ties says whether a package exactly as good as no deal is good.
type Ties int

const (
	TiesAccept Ties = iota // as good as no deal is good enough
	TiesRefuse             // only better than no deal is good (Tsebelis' win-set)
)

// Rule forbids outcomes.
type Rule struct {
	// Signed is true for never_signed: no package contains it, though a breach
	// may lead there. False is never: it cannot exist, in any lens.
	Signed bool
	When   *Condition
	Meta
}

// Relation is what one party feels towards another.
type Relation struct {
	From, To PartyID
	Attitude string // positive, negative or neutral
	Meta
}

// Scenario is a named set of changed inputs.
type Scenario struct {
	ID  string
	Set []Change
	Meta
}

// Change is one changed input: a path into the case file and the text of its
// new value.
type Change struct {
	Path string
	Text string
	Pos  Pos
}

// Difference is an input in which two cases differ: its path, and what stands
// there in either; "" where nothing does.
type Difference struct{ Path, Before, After string }

// Correlation says that ranges move together.
type Correlation struct {
	Of   []string // paths of quantities
	R    float64  // rank correlation, -1 to 1
	Pos  Pos
	Meta Meta
}

// PowerShare is a party's bargaining power.
type PowerShare struct {
	Party PartyID
	Share Quantity
}

// PartyIndex returns the place of id among the case's parties, or -1.
func (c *Case) PartyIndex(id PartyID) int {
	for i := range c.Parties {
		if c.Parties[i].ID == id {
			return i
		}
	}
	return -1
}

// IssueIndex returns the place of id among the case's issues, or -1.
func (c *Case) IssueIndex(id IssueID) int {
	for i := range c.Issues {
		if c.Issues[i].ID == id {
			return i
		}
	}
	return -1
}

// FindEvidence returns the evidence called id, or nil.
func (c *Case) FindEvidence(id EvidenceID) *Evidence {
	for i := range c.Evidence {
		if c.Evidence[i].ID == id {
			return &c.Evidence[i]
		}
	}
	return nil
}

// FindSource returns the source called id, or nil.
func (c *Case) FindSource(id SourceID) *Source {
	for i := range c.Sources {
		if c.Sources[i].ID == id {
			return &c.Sources[i]
		}
	}
	return nil
}
