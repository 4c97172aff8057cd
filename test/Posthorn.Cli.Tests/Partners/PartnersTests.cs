using Posthorn.Cli.Tests.Running;

namespace Posthorn.Cli.Tests.Partners;

public sealed class PartnersTests(RunningServer server)
{
    [Fact]
    public async Task A_partner_is_made_and_shown()
    {
        var made = await server.Operator.RunAsync("partners", "create", "Harbour Practice", "--id", "ptn_harbour", "--self-service");

        made.ShouldBeApproved("partners.create");
        (await server.Operator.RunAsync("partners", "show", "ptn_harbour")).Out.ShouldBe(made.Out);
    }

    [Fact]
    public async Task Partners_are_listed_line_by_line_in_a_pipe()
    {
        var partner = await server.NewPartnerAsync("Meadow Clinic");

        var run = await server.Operator.RunAsync("partners", "list");

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Out.ShouldStartWith("id\tname\tself service\tcreated\n");
        run.Out.ShouldContain($"{partner}\tMeadow Clinic\tno\t");
    }

    [Fact]
    public async Task Json_is_the_servers_own()
    {
        var partner = await server.NewPartnerAsync("Hilltop \"Hospital\"");

        var run = await server.Operator.RunAsync("partners", "show", partner, "--json");

        run.Out.ShouldStartWith($$"""{"id":"{{partner}}","name":"Hilltop \u0022Hospital\u0022","self_service":false,"created_at":""");
        run.Out.ShouldEndWith("\"}\n");
        run.Error.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("publisher")]
    [InlineData("partner")]
    public async Task A_key_is_shown_once_and_opens_what_its_scope_says(string scope)
    {
        var partner = await server.NewPartnerAsync();

        var run = await server.Operator.RunAsync("keys", "create", partner, "--scope", scope);

        run.ShouldBeApproved($"keys.create.{scope}");
        var mine = server.Operator with { Variables = new() { ["POSTHORN_SERVER"] = server.Url.ToString(), ["POSTHORN_KEY"] = run.Fact("key") } };
        (await mine.RunAsync("partners", "list")).ExitCode.ShouldBe(ExitCodes.Failed);
        (await mine.RunAsync("events", "list", partner)).ExitCode.ShouldBe(scope == "partner" ? ExitCodes.Done : ExitCodes.Failed);
    }
}
