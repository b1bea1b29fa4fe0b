package analysis

import (
	"context"
	"errors"
	"fmt"

	"detente"
	"detente/gmcr"
)

// errUnasked is the answer of a method that speaks only where it is asked for
// by name, or where its question makes sense by itself.
var errUnasked = errors.New("not asked for")

// conflict binds the whole case for the graph model, once. It is asked for by
// itself only where every change can be made by one party alone: elsewhere
// nobody can leave an agreed issue alone, and the conflict after each deal says
// more.
func (t *task) conflict(ctx context.Context) (*gmcr.Graph, error) {
	if !t.whole {
		joint, err := gmcr.JointIssues(t.c)
		if err != nil {
			return nil, err
		}
		if len(joint) > 0 {
			return nil, errUnasked
		}
	}
	if t.graph == nil && t.graphFailed == nil {
		t.graph, t.graphFailed = gmcr.FromCase(ctx, t.c)
	}
	return t.graph, t.graphFailed
}

func stability(ctx context.Context, t *task) (*detente.Result, error) {
	g, err := t.conflict(ctx)
	if err != nil {
		return nil, err
	}
	return answer(gmcr.FindStability(ctx, g))
}

func paths(ctx context.Context, t *task) (*detente.Result, error) {
	g, err := t.conflict(ctx)
	if err != nil {
		return nil, err
	}
	if g.Start() < 0 {
		return nil, &detente.MissingError{Paths: []string{"issues." + string(t.c.Issues[0].ID) + ".now"}}
	}
	return answer(gmcr.FindPaths(ctx, g, g.Start()))
}

// coalitionStates is the largest conflict in which coalitions are judged unless
// they are asked for by name: every state against every coalition.
const coalitionStates = 512

func coalitions(ctx context.Context, t *task) (*detente.Result, error) {
	g, err := t.conflict(ctx)
	if err != nil {
		return nil, err
	}
	if g.States() > coalitionStates && !t.named {
		return nil, errUnasked
	}
	return answer(gmcr.FindCoalitions(ctx, g, false))
}

// inverse asks what would make an outcome an equilibrium; it needs a target.
func inverse(ctx context.Context, t *task) (*detente.Result, error) {
	if t.target == "" {
		return nil, errUnasked
	}
	t.whole = true
	g, err := t.conflict(ctx)
	if err != nil {
		return nil, err
	}
	when, fault := detente.ParseCondition(t.target)
	if fault != nil {
		return nil, fmt.Errorf("%w: the target %q: %s", ErrUnknown, t.target, fault.Message)
	}
	test, err := when.Compile(t.c)
	if err != nil {
		return nil, fmt.Errorf("%w: the target: %w", ErrUnknown, err)
	}
	var targets []int
	for s := range g.States() {
		if g.IsState(s) && test.Holds(g.Outcome(s)) {
			targets = append(targets, s)
		}
	}
	if len(targets) == 0 || len(targets) > 64 {
		return nil, fmt.Errorf("%w: the target %q fits %d states; name between 1 and 64 of them", ErrUnknown, t.target, len(targets))
	}
	return answer(gmcr.FindInverse(ctx, g, gmcr.SEQ, targets...))
}

// horizon is how many moves ahead limited-move stability looks.
const horizon = 6

// foresight asks what holds for decision makers who look several moves ahead,
// where it is asked for by name.
func foresight(ctx context.Context, t *task) (*detente.Result, error) {
	if !t.named {
		return nil, errUnasked
	}
	g, err := t.conflict(ctx)
	if err != nil {
		return nil, err
	}
	return answer(gmcr.FindForesight(ctx, g, horizon))
}

// attitudes judges stability for parties that also mind how others fare, as the
// case's relations say, where it is asked for by name.
func attitudes(ctx context.Context, t *task) (*detente.Result, error) {
	if !t.named {
		return nil, errUnasked
	}
	g, err := t.conflict(ctx)
	if err != nil {
		return nil, err
	}
	return answer(gmcr.FindAttitudes(ctx, g))
}
