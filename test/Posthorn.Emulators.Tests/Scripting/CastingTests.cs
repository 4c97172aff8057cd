using Posthorn.Emulators.Scripting;

namespace Posthorn.Emulators.Tests.Scripting;

public sealed class CastingTests
{
    private static readonly Plan Failure = OutcomeNames.All["failure"];
    private static readonly Plan Late = OutcomeNames.All["late"];

    [Fact]
    public void Numbers_count_those_that_fit_in_the_order_of_creation()
    {
        var casting = new Casting(new() { Rules = [new(Failure) { Kind = SessionKind.FormFilling, Number = 2 }] });

        Names(casting, (SessionKind.Ambient, "a"), (SessionKind.FormFilling, "b"), (SessionKind.Ambient, "c"), (SessionKind.FormFilling, "d"), (SessionKind.FormFilling, "e"))
            .ShouldBe(["success", "success", "success", "failure", "success"]);
    }

    [Fact]
    public void The_first_rule_that_takes_one_decides_and_the_others_count_all_the_same()
    {
        var casting = new Casting(new() { Rules = [new(Late) { Number = 1 }, new(Failure) { Every = 2 }] });

        Names(casting, (SessionKind.Ambient, "a"), (SessionKind.Ambient, "b"), (SessionKind.Ambient, "c"), (SessionKind.Ambient, "d"))
            .ShouldBe(["late", "failure", "success", "failure"]);
    }

    [Theory]
    [InlineData("visit-1", "visit-1", "failure")]
    [InlineData("visit-*", "visit-77", "failure")]
    [InlineData("visit-1", "visit-10", "success")]
    [InlineData("*", "anything", "failure")]
    public void An_id_is_matched_whole_or_by_its_beginning(string pattern, string id, string outcome) =>
        Names(new Casting(new() { Rules = [new(Failure) { Id = pattern }] }), (SessionKind.Ambient, id)).ShouldBe([outcome]);

    [Fact]
    public void A_magic_id_goes_before_the_scenario() =>
        Names(new Casting(new() { Rules = [new(Failure)] }), (SessionKind.Ambient, "emulate-late")).ShouldBe(["late"]);

    [Fact]
    public void What_is_forgotten_is_counted_anew()
    {
        var casting = new Casting(new() { Rules = [new(Failure) { Number = 1 }] });
        Names(casting, (SessionKind.Ambient, "a"), (SessionKind.Ambient, "b")).ShouldBe(["failure", "success"]);
        casting.Forget();

        Names(casting, (SessionKind.Ambient, "c")).ShouldBe(["failure"]);
        casting.PlanOf("a").ShouldBe(Plan.Usual);
    }

    [Fact]
    public void After_a_restart_an_id_still_says_what_it_said() =>
        new Casting(Scenario.Usual).PlanOf("s-1", "visit-emulate-bad-signature").Wire.ShouldBe(WireFault.BadSignature);

    private static string[] Names(Casting casting, params (SessionKind Kind, string Id)[] created) =>
        [.. created.Select(one => casting.Cast(one.Id, new(one.Kind, one.Id)).Name)];
}
