package power

import (
	"context"
	"errors"

	"detente"
)

// Body is one voting rule of a case with its indices.
type Body struct {
	*Rule
	Indices *Indices // nil where the rule was refused
	Refused *TooLargeError
	Vetoes  []detente.PartyID // can each block alone
	Dummies []detente.PartyID // never make a difference
}

// Answer is who can carry and who can block decisions in a case.
type Answer struct {
	c      *detente.Case
	Bodies []*Body  // rules that count members or votes, in the order of Rules
	Blocks []*Block // every other rule
}

// Analyse reads the consent rules of a case: indices of those that count
// members or votes, and who can block what for the others. A rule too large to
// be counted is kept, with Refused set.
func Analyse(ctx context.Context, c *detente.Case) (*Answer, error) {
	rules, err := Rules(c)
	if err != nil {
		return nil, err
	}
	a := &Answer{c: c}
	known := map[string]*Body{} // rules with the same text have the same numbers
	for _, r := range rules {
		if !r.Votes {
			a.Blocks = append(a.Blocks, WhoBlocks(r))
			continue
		}
		b, ok := known[r.Text]
		if !ok {
			if b, err = newBody(ctx, r); err != nil {
				return nil, err
			}
			known[r.Text] = b
		}
		same := *b
		same.Rule = r
		a.Bodies = append(a.Bodies, &same)
	}
	return a, nil
}

func newBody(ctx context.Context, r *Rule) (*Body, error) {
	b := &Body{Rule: r, Vetoes: r.named(r.Game.Vetoes())}
	x, err := r.Game.Indices(ctx)
	var large *TooLargeError
	if errors.As(err, &large) {
		b.Refused = large
		return b, nil
	}
	if err != nil {
		return nil, err
	}
	b.Indices = x
	for i, sw := range x.Swings {
		if sw.Sign() == 0 {
			b.Dummies = append(b.Dummies, r.Players[i])
		}
	}
	return b, nil
}

// Signatories returns the voting rule that makes a deal, or nil where signed_by
// counts neither members nor votes.
func (a *Answer) Signatories() *Body {
	if len(a.Bodies) > 0 && a.Bodies[0].Path == "signed_by" {
		return a.Bodies[0]
	}
	return nil
}
