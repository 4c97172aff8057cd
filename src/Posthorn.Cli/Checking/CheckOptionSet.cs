using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Posthorn.Cli.Calling;
using Posthorn.Protocol.Profiles;
using Posthorn.Testing.Checking.Catalogue;

namespace Posthorn.Cli.Checking;

/// <summary>The options of <c>posthorn check</c>.</summary>
internal sealed class CheckOptionSet
{
    private readonly Argument<Uri?> _url = new("url")
    {
        Description = "The address that the vendor posts to",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = result => Address(result.Tokens[0].Value, "The url", result),
    };

    private readonly Option<Profile?> _profile = ProfileOption.OfProfiles("The format that the receiver expects: suki, sully or standard.", required: false);

    private readonly Option<bool> _owner = new("--i-own-this-endpoint") { Description = "Says that you may do this to the endpoint, where it does not answer the challenge." };

    private readonly Option<Uri?> _effects = new("--effects-url")
    {
        Description = "Where the receiver tells how often a synthetic notification took effect. Without it, repetitions stay unproven.",
        HelpName = "url",
        CustomParser = result => Address(result.Tokens[0].Value, "--effects-url", result),
    };

    private readonly Option<bool> _strict = new("--strict") { Description = "Fails on what is only advised (SHOULD) too." };

    private readonly Option<string[]> _only = Ids("--only", "Runs this check, and those that are named beside it.");

    private readonly Option<string[]> _skip = Ids("--skip", "Leaves this check out.");

    private readonly Option<double> _limit = Number("--time-limit", "seconds", "How long an answer may take. Default: 30, the vendors' limit.", 30, 0.01, 120);

    private readonly Option<double> _tolerance = Number("--tolerance", "seconds", "How far the time of signing may lie from now. Default: 300.", 300, 60, 86_400);

    private readonly Option<double> _pace = Number("--pace-time", "seconds", "For how long 1, 10 and 50 requests a second are sent. Default: 4.", 4, 1, 60);

    private readonly Option<double> _most = Number("--max-rate", "n", "At most so many requests a second, 1 to 50. Default: 50.", 50, 1, 50);

    private readonly Option<string?> _authorities = new("--egress-ca") { Description = "A PEM file with certificate authorities to trust beside the system's.", HelpName = "file" };

    public Option<bool> All { get; } = new("--all") { Description = "Shows in a terminal what passed, too. A pipe gets everything." };

    public Option<bool> List { get; } = new("--list") { Description = "Shows the checks of the profile, or of every profile, and asks nobody." };

    public SecretOptions Secret { get; } = new("that the receiver verifies with");

    public Symbol[] Symbols => [_url, _profile, .. Secret.Symbols, _owner, _effects, _strict, _only, _skip, _limit, _tolerance, _pace, _most, _authorities, All, List];

    public Profile? ProfileOf(ParseResult parsed) => parsed.GetValue(_profile);

    /// <returns>What was typed, or what is missing.</returns>
    public (CheckWishes? Wishes, string? Problem) Read(ParseResult parsed)
    {
        if (parsed.GetValue(_url) is not { } url)
        {
            return (null, "which endpoint? Name its url: posthorn check https://… --profile suki.");
        }

        if (parsed.GetValue(_profile) is not { } profile)
        {
            return (null, $"--profile is missing: one of {string.Join(", ", Profile.All)}.");
        }

        var known = CheckCatalogue.Of(profile).Select(static row => row.Check.Id).ToHashSet(StringComparer.Ordinal);
        if (parsed.GetValue(_only)!.Concat(parsed.GetValue(_skip)!).FirstOrDefault(id => !known.Contains(id)) is { } unknown)
        {
            return (null, $"there is no check '{Printable.Of(unknown)}' for {profile}. posthorn check --list --profile {profile} shows them.");
        }

        return (new()
        {
            Url = url,
            Profile = profile,
            Effects = parsed.GetValue(_effects),
            IsOwner = parsed.GetValue(_owner),
            IsStrict = parsed.GetValue(_strict),
            Only = parsed.GetValue(_only)!,
            Skip = parsed.GetValue(_skip)!,
            TimeLimit = TimeSpan.FromSeconds(parsed.GetValue(_limit)),
            Tolerance = TimeSpan.FromSeconds(parsed.GetValue(_tolerance)),
            PaceTime = TimeSpan.FromSeconds(parsed.GetValue(_pace)),
            MostPerSecond = (int)parsed.GetValue(_most),
            Authorities = parsed.GetValue(_authorities),
        }, null);
    }

    private static Uri? Address(string text, string name, ArgumentResult result)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", Host.Length: > 0, UserInfo.Length: 0 })
        {
            return url;
        }

        result.AddError($"{name} must be an http or https address without a user name, such as https://partner.example/webhooks/suki.");
        return null;
    }

    private static Option<string[]> Ids(string name, string description) => new(name) { Description = description, HelpName = "id", DefaultValueFactory = static _ => [] };

    private static Option<double> Number(string name, string unit, string description, double otherwise, double least, double most)
    {
        var option = new Option<double>(name) { Description = description, HelpName = unit, DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is var value && !(value >= least && value <= most))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} must be {least} to {most}."));
            }
        });
        return option;
    }
}
