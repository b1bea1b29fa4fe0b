package brief

import "strconv"

// SideOf follows a party to the one it speaks for, itself where it speaks for
// itself.
func (b *Brief) SideOf(party string) string { return b.sideOf(party) }

// PartyName is the name of a party, its id where there is no such party.
func (b *Brief) PartyName(id string) string { return b.partyName(id) }

// Passages names the highlight of every quote of a statement, comparison or
// movement in its document, as [Brief.Text] has them.
func (b *Brief) Passages() map[Quote]string { return b.passages() }

// OutcomeID is the id of an outcome, which has its place in the list: "O1".
func OutcomeID(i int) string { return outcomeID(i) }

// MovementID is the id of a movement, which has its place in the list: "M1".
func MovementID(i int) string { return "M" + strconv.Itoa(i+1) }
