using System.CommandLine;
using Posthorn.Cli.Calling;
using Posthorn.Protocol.Profiles;
using Posthorn.Testing.Vendors;

namespace Posthorn.Cli.Triggering;

/// <summary>The options of <c>trigger</c>.</summary>
internal sealed class TriggerOptions
{
    private const int MostTimes = 1000;

    private readonly Argument<string?> _name = new("type")
    {
        Description = $"What happened, such as session.completed; or a ready scenario: {string.Join(", ", TriggerScenario.ReadyNames)}.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<Profile?> _profile = ProfileOption.OfProfiles(
        "Whose format: suki, sully or standard. Default: the vendor that has the type.", required: false);

    private readonly Option<string?> _to = new("--to") { Description = "The URL to send to. Addresses of this machine and of private networks are fine.", HelpName = "url" };

    private readonly Option<string?> _partner = new("--partner") { Description = "The partner of a server to publish for, instead of a URL; --server and --key say where.", HelpName = "partner" };

    private readonly Option<string[]> _sets = new("--set")
    {
        Description = "Writes a value into the body: a path with dots, =, and JSON or plain text. What is not there is made.",
        HelpName = "path=value",
    };

    private readonly Option<string?> _file = new("--file") { Description = "A file with the body, in place of the sample.", HelpName = "file" };

    private readonly Option<int?> _times = Parameters.Within(new("--times") { Description = "How many, each another session or note, 1 to 1000. Default: 1; with burst 10, with reorder 2.", HelpName = "n" }, 1, MostTimes);

    private readonly Option<TriggerFault> _fault = new("--fault")
    {
        Description = "What goes wrong on purpose: duplicate, reorder, late, tampered, wrong-secret or burst.",
        HelpName = "fault",
        CustomParser = static result =>
        {
            if (TriggerFaults.Find(result.Tokens[0].Value) is { } fault)
            {
                return fault;
            }

            result.AddError($"--fault: '{result.Tokens[0].Value}' is not one of: {string.Join(", ", TriggerFaults.Names)}.");
            return TriggerFault.None;
        },
    };

    private readonly Option<string?> _scenario = new("--scenario") { Description = "A YAML file with several events in order, in place of a type.", HelpName = "file" };

    private readonly Option<int?> _number = Parameters.Within(
        new("--number") { Description = "Which sample to begin with: the same number is the same session, byte for byte. Default: another one in every second.", HelpName = "n" }, 1, int.MaxValue - MostTimes);

    private readonly Option<bool> _list = new("--list") { Description = "Lists all types of all profiles, and sends nothing." };

    public TriggerOptions()
    {
        _name.CompletionSources.Add([.. SampleEvents.Of(Profile.Standard).Select(static sample => sample.Type), .. TriggerScenario.ReadyNames]);
        _fault.CompletionSources.Add([.. TriggerFaults.Names]);
        _sets.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens.Where(static token => token.Value.IndexOf('=', StringComparison.Ordinal) <= 0))
            {
                result.AddError($"--set takes path=value, such as data.status=completed, not '{token.Value}'.");
            }
        });
        _to.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: var text }] && !ServerAddress.TryParse(text, out _))
            {
                result.AddError("--to must be an http or https address, such as http://127.0.0.1:3000/webhooks.");
            }
        });
    }

    public Symbol[] Symbols => [_name, _profile, _to, _partner, _sets, _file, _times, _fault, _scenario, _number, _list];

    public bool Lists(ParseResult parsed) => parsed.GetValue(_list);

    public TriggerWish Read(ParseResult parsed) => new()
    {
        Name = parsed.GetValue(_name),
        Profile = parsed.GetValue(_profile),
        To = parsed.GetValue(_to),
        Partner = parsed.GetValue(_partner),
        Sets = parsed.GetValue(_sets) ?? [],
        File = parsed.GetValue(_file),
        Times = parsed.GetValue(_times),
        Fault = parsed.GetValue(_fault),
        Scenario = parsed.GetValue(_scenario),
        Number = parsed.GetValue(_number),
    };
}
