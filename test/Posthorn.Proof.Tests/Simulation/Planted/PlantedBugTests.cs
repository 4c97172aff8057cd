using Posthorn.Proof.Simulation.Planning;
using Posthorn.Proof.Simulation.Sending;
using Posthorn.Proof.Simulation.Storing;
using Posthorn.Proof.Simulation.Worlds;

namespace Posthorn.Proof.Tests.Simulation.Planted;

/// <summary>C12: the simulation can fail. Each bug is one that a system of this kind has had, and each is found.</summary>
public sealed class PlantedBugTests
{
    private static readonly Replacements Nothing = Replacements.None;

    [Fact]
    public void Saying_yes_before_the_commit_is_found() => Hunt.For(
        "ack before commit", static () => Nothing with { Log = static log => new EagerLog(log) }, most: 100, ["I1"], OneNode);

    [Fact]
    public void Settling_without_a_fence_is_found() => Hunt.For(
        "no fence", static () => Nothing with { Flaws = Flaws.NoFence }, most: 300, ["I4", "I6", "I7"]);

    [Fact]
    public void A_lease_shorter_than_honest_pauses_without_a_fence_is_found() => Hunt.For(
        "short lease and no fence",
        static () => Nothing with
        {
            Flaws = Flaws.NoFence,
            Leases = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(3)),
        },
        most: 100,
        ["I4", "I6", "I7"]);

    [Fact]
    public void A_state_that_no_sweep_selects_is_found() => Hunt.For(
        "held mark on release", static () => Nothing with { Flaws = Flaws.HeldMarkOnRelease }, most: 50, ["I11"]);

    [Fact]
    public void A_state_that_no_sweep_selects_is_found_by_what_it_leads_to_as_well() => Hunt.For(
        "held mark on release", static () => Nothing with { Flaws = Flaws.HeldMarkOnRelease }, most: 50, ["I1"]);

    [Fact]
    public void Retrying_past_the_horizon_is_found() => Hunt.For(
        "retry past the horizon", static () => Nothing with { Lanes = static lanes => new BentLanes(lanes) { NeverGivesUp = true } }, most: 50, ["I7"]);

    [Fact]
    public void A_breaker_that_drops_what_is_in_the_pipe_is_found() => Hunt.For(
        "breaker drops in-pipe work", static () => Nothing with { Lanes = static lanes => new BentLanes(lanes) { DropsReleases = true } }, most: 100, ["I1"]);

    [Fact]
    public void Looking_a_key_up_before_writing_it_is_found() => Hunt.For(
        "check, then insert", static () => Nothing with { Flaws = Flaws.KeyCheckedFirst }, most: 300, ["one key"]);

    [Fact]
    public void Claiming_what_is_held_is_found() => Hunt.For(
        "claims what is held", static () => Nothing with { Flaws = Flaws.ClaimsWhatIsHeld }, most: 50, ["I4", "I6"]);

    [Fact]
    public void A_lane_that_two_nodes_hold_is_found() => Hunt.For(
        "lane of two nodes", static () => Nothing with { Flaws = Flaws.GrantsWhatIsHeld }, most: 100, ["concurrency"]);

    [Fact]
    public void Waking_up_by_hints_alone_is_found() => Hunt.For(
        "hints alone", static () => Nothing with { Lanes = static lanes => new BentLanes(lanes) { LooksNowhere = true } }, most: 50, ["I1", "soon"]);

    [Fact]
    public void A_late_failure_over_a_delivery_is_found() => Hunt.For(
        "late failure stands", static () => Nothing with { Flaws = Flaws.LateFailureStands }, most: 300, ["I6"]);

    [Fact]
    public void A_deadline_for_the_head_alone_is_found() => Hunt.For(
        "deadline of the head alone", static () => Nothing with { Client = static client => new BentClient(client) { WaitsForBodies = true } }, most: 50, ["I1"]);

    [Fact]
    public void Another_body_on_a_retry_is_found() => Hunt.For(
        "rendered again", static () => Nothing with { Client = static client => new BentClient(client) { RendersAgain = true } }, most: 20, ["I2"]);

    [Fact]
    public void Forgetting_a_claim_whose_answer_was_lost_is_found() => Hunt.For(
        "doubtful claims forgotten", static () => Nothing with { Flaws = Flaws.ForgetsItsDoubts }, most: 100, ["I1"]);

    [Fact]
    public void A_sweep_that_swallows_its_error_is_found() => Hunt.For(
        "sweep swallows its error",
        static () => Nothing with { Lanes = static lanes => new BentLanes(lanes) { SwallowsSweepErrors = true } },
        most: 100,
        ["I1", "takeover"],
        StoreAwayThenDeath);

    [Fact]
    public void The_same_worlds_without_a_bug_keep_their_promises()
    {
        _ = Should.Throw<ShouldAssertException>(static () => Hunt.For("none", static () => Nothing, most: 20, ["I1", "takeover"], StoreAwayThenDeath));
        _ = Should.Throw<ShouldAssertException>(static () => Hunt.For("none", static () => Nothing, most: 20, ["I1"], OneNode));
    }

    /// <summary>The store is away for long enough that everybody's sweep fails; then one process dies and stays away.</summary>
    private static WorldPlan StoreAwayThenDeath(WorldPlan plan) => plan with
    {
        Nodes = 2,
        QuietFrom = TimeSpan.FromMinutes(12),
        IsSole = false,
        Faults =
        [
            new Fault.StoreAway(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10)),
            new Fault.Trouble(TimeSpan.FromSeconds(13), 0, Manner.Hanging, Share: 1, TimeSpan.FromSeconds(100)),
            new Fault.Kill(TimeSpan.FromSeconds(30), Node: 1, Steps: 5, TimeSpan.FromMinutes(10)),
        ],
    };

    private static WorldPlan OneNode(WorldPlan plan) => plan with { Nodes = 1, IsSole = true, Faults = [.. plan.Faults.Where(static fault => !OfAnotherNode(fault))] };

    private static bool OfAnotherNode(Fault fault) => fault is Fault.Kill { Node: > 0 } or Fault.Stop { Node: > 0 } or Fault.Pause { Node: > 0 }
        or Fault.Suspend { Node: > 0 } or Fault.WallJump { Node: > 0 } or Fault.Cut { Node: > 0 };
}
