using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Posthorn.Cli.Endpoints;
using Posthorn.Cli.Relaying;
using Posthorn.Delivery.Sending;
using Posthorn.Relay.Listening;
using Posthorn.Relay.Running;

namespace Posthorn.Cli.Listening;

/// <summary>Wishes → a plan, or every mistake in them.</summary>
internal static class ListenPlanning
{
    private static readonly string[] ThisMachine = ["127.0.0.0/8", "::1/128"];

    public static async Task<(ListenPlan? Plan, IReadOnlyList<string> Mistakes)> MakeAsync(ListenWishes wishes, Surroundings surroundings, CancellationToken stop)
    {
        var mistakes = new List<string>();
        var relay = UrlOf(wishes.Relay, "--relay", mistakes);
        var to = UrlOf(wishes.To, "--to", mistakes);
        var listener = wishes.Listener ?? SourceNames.From(Environment.MachineName);
        Require(mistakes, SourceNames.IsValid(wishes.Source), "--source: give 1 to 64 letters, digits, - and _.");
        Require(mistakes, SourceNames.IsValid(listener), "--listener: give 1 to 64 letters, digits, - and _.");
        var ranges = wishes.AllowEgress.Select(static text => (IsOne: IPNetwork.TryParse(text, out var range), Range: range)).ToList();
        Require(mistakes, ranges.TrueForAll(static one => one.IsOne), "--allow-egress: give a range of addresses, such as 10.0.0.0/8 or fd00::/8.");
        X509Certificate2Collection? authorities = null;
        if (wishes.EgressCa is { } file && !EgressAuthorities.TryLoad(file, out authorities, out var unread))
        {
            mistakes.Add(unread);
        }

        var token = await TokenAsync(wishes, surroundings, mistakes, stop);
        if (mistakes.Count > 0)
        {
            return (null, mistakes);
        }

        var options = new ListenOptions
        {
            Relay = relay!,
            Source = wishes.Source,
            Listener = listener,
            Token = token!,
            Retry = !wishes.NoRetry,
            Egress = new()
            {
                Allowed = [.. ThisMachine.Select(IPNetwork.Parse), .. ranges.Select(static one => one.Range)],
                ExtraAuthorities = authorities,
                MaxConnectionsPerEndpoint = 4,
            },
        };
        return (new(options, to!, wishes.KeepPath, TimeSpan.FromSeconds(wishes.TimeoutSeconds), wishes.Cursor ?? CursorPathOf(options, surroundings)), []);
    }

    /// <summary>A name that tells nothing: the relay's address may say whose it is.</summary>
    private static string CursorPathOf(ListenOptions options, Surroundings surroundings)
    {
        var state = surroundings.Variable("XDG_STATE_HOME") is { Length: > 0 } named ? named
            : OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : Path.Combine(surroundings.Variable("HOME") is { Length: > 0 } home ? home : ".", ".local", "state");
        var name = SHA256.HashData(Encoding.UTF8.GetBytes($"{options.Relay.AbsoluteUri}\n{options.Source}\n{options.Listener}"));
        return Path.Combine(state, "posthorn", "listen", Convert.ToHexStringLower(name.AsSpan(0, 12)) + ".cursor");
    }

    private static async Task<string?> TokenAsync(ListenWishes wishes, Surroundings surroundings, List<string> mistakes, CancellationToken stop)
    {
        if (wishes is { TokenFile: not null, TokenVariable: not null })
        {
            mistakes.Add("--token-file and --token-env both name the token; give one of them.");
            return null;
        }

        var (token, problem) = await SecretFile.ReadAsync(wishes.TokenFile, surroundings, stop);
        var variable = wishes.TokenVariable ?? RelayServing.TokenVariable;
        token ??= problem is null ? surroundings.Variable(variable) : null;
        if (problem is not null || string.IsNullOrEmpty(token))
        {
            mistakes.Add(problem is not null ? $"--token-file: {problem}"
                : wishes.TokenFile is not null ? "--token-file: the file is empty."
                : wishes.TokenVariable is not null ? $"--token-env: there is no environment variable {Printable.Of(variable)}, or it is empty."
                : $"There is no token: name a file with --token-file, or set {RelayServing.TokenVariable}.");
        }
        else
        {
            Require(mistakes, !token.AsSpan().ContainsAnyExceptInRange('!', '~'), "The token holds something that no token has; give it alone, on one line.");
        }

        return token;
    }

    private static Uri? UrlOf(string text, string option, List<string> mistakes)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url.UserInfo.Length == 0 && url.Fragment.Length == 0)
        {
            return url;
        }

        mistakes.Add($"{option}: give an address that begins with http:// or https://, without a user.");
        return null;
    }

    private static void Require(List<string> mistakes, bool isRight, string mistake)
    {
        if (!isRight)
        {
            mistakes.Add(mistake);
        }
    }
}
