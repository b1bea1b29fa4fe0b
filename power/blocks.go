package power

import "detente"

// maxGroups bounds the groups that an answer lists for one rule.
const maxGroups = 6

// Block says who can block what one rule decides, and who can bring it about
// alone.
type Block struct {
	*Rule
	// Alone can each block it.
	Alone []detente.PartyID
	// Together are the smallest groups that can block it and in which nobody
	// can alone. All is false where there are more of them.
	Together [][]detente.PartyID
	All      bool
	// Suffices can each bring it about without anybody else.
	Suffices []detente.PartyID
}

// WhoBlocks says who can block what a rule decides.
func WhoBlocks(r *Rule) *Block {
	b := &Block{Rule: r, Alone: r.named(r.Game.Vetoes())}
	dual := r.Game.Dual()
	groups, all := dual.MinimalWinning(maxGroups + len(b.Alone))
	b.All = all
	for _, g := range groups {
		if len(g) > 1 {
			b.Together = append(b.Together, r.named(g))
		}
	}
	b.Suffices = r.named(dual.Vetoes()) // who is in every blocking group carries alone
	return b
}
