using Posthorn.Emulators.Scripting;

namespace Posthorn.Emulators.Tests.Scripting;

public sealed class ScenarioFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("posthorn-scenario-").FullName;

    public static TheoryData<string> Samples =>
        [.. Directory.EnumerateFiles(Path.Combine(Root(), "samples", "scenarios"), "*.yaml").Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_sample_is_a_scenario(string sample)
    {
        var path = Path.Combine(Root(), "samples", "scenarios", sample);
        var vendor = File.ReadLines(path).Any(static line => line.Trim() == "vendor: sully") ? "sully" : "suki";

        ScenarioFile.Read(path, vendor, static _ => null).Mistakes.ShouldBeEmpty();
    }

    [Fact]
    public void A_rule_says_who_and_what()
    {
        var scenario = Read("""
            vendor: suki
            login: {answer: refused, tokenLife: 5s}
            sessions:
              - number: 2
                kind: form_filling
                outcome: failure
                code: ERROR_CODE_EXAMPLE
                detail: Some detail
                after: 10s
                notification: duplicate
                times: 3
              - id: visit-*
                outcome: late
                late: 5m
              - every: 4
                outcome: regenerated
                regenerations: 2
            """).Scenario.ShouldNotBeNull();

        (scenario.RefusesLogin, scenario.TokenLife).ShouldBe((true, TimeSpan.FromSeconds(5)));
        var first = scenario.Rules[0];
        (first.Number, first.Kind).ShouldBe((2, SessionKind.FormFilling));
        first.Plan.ShouldBe(new Plan
        {
            Name = "failure",
            IsAsked = true,
            Ending = Ending.Failure,
            Code = "ERROR_CODE_EXAMPLE",
            Detail = "Some detail",
            After = TimeSpan.FromSeconds(10),
            Wire = WireFault.Duplicate,
            Times = 3,
        });
        (scenario.Rules[1].Id, scenario.Rules[1].Plan.Wire, scenario.Rules[1].Plan.Lateness).ShouldBe(("visit-*", WireFault.Late, TimeSpan.FromMinutes(5)));
        (scenario.Rules[2].Every, scenario.Rules[2].Plan.Regenerations).ShouldBe((4, 2));
    }

    [Fact]
    public void Every_mistake_is_told_with_its_line()
    {
        var mistakes = Read("""
            vendor: sully
            login: {answer: perhaps}
            sessions:
              - number: 0
                outcome: explode
                color: red
              - kind: visit
                notification: success
                after: soon
                times: 1
            """).Mistakes;

        mistakes.Select(static note => note.Line).ShouldBe([1, 2, 4, 5, 6, 7, 8, 9, 10]);
        mistakes.ShouldAllBe(static note => !note.Text.Contains("explode") && !note.Text.Contains("soon"));
    }

    [Theory]
    [InlineData("- a list", 0)]
    [InlineData("sessions: ]", 1)]
    [InlineData("sessions:\n  number: 1", 2)]
    public void What_is_no_scenario_is_told(string text, int line) => Read(text).Mistakes.ShouldHaveSingleItem().Line.ShouldBe(line);

    [Fact]
    public void A_file_that_is_not_there_is_told() =>
        ScenarioFile.Read(Path.Combine(_folder, "none.yaml"), "suki", static _ => null).Mistakes.ShouldHaveSingleItem();

    private ScenarioReading Read(string text)
    {
        var path = Path.Combine(_folder, "scenario.yaml");
        File.WriteAllText(path, text);
        return ScenarioFile.Read(path, "suki", static _ => null);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Posthorn.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }
}
