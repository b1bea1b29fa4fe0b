package analysis

import (
	"context"
	"errors"

	"detente"
	"detente/assess"
)

// ensemble binds the case for drawing, once. Draws are made where their number is
// set, or where their lens or method is asked for.
func (t *task) ensemble(ctx context.Context) (*assess.Ensemble, error) {
	if t.draws.N == 0 && !t.chosen {
		return nil, errUnasked
	}
	if t.drawn == nil && t.drawnFailed == nil {
		p, err := t.bargaining(ctx)
		var missing *detente.MissingError
		if err != nil && !errors.As(err, &missing) {
			return nil, err
		}
		t.drawn, t.drawnFailed = assess.NewEnsemble(ctx, t.c, p, err)
	}
	return t.drawn, t.drawnFailed
}

func sure(ctx context.Context, t *task) (*detente.Result, error) {
	e, err := t.ensemble(ctx)
	if err != nil {
		return nil, err
	}
	return answer(assess.FindSure(ctx, e, t.draws))
}

func carries(ctx context.Context, t *task) (*detente.Result, error) {
	e, err := t.ensemble(ctx)
	if err != nil {
		return nil, err
	}
	return answer(assess.FindCarries(ctx, e, t.draws))
}
