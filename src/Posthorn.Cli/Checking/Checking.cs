using System.Security.Cryptography.X509Certificates;
using Posthorn.Cli.Checking.Asking;
using Posthorn.Delivery.Sending;
using Posthorn.Testing.Checking;

namespace Posthorn.Cli.Checking;

/// <summary>Wishes → consent → every check → report.</summary>
internal static class Checking
{
    private const string HowToConsent =
        "It does not answer the challenge by which a receiver says that it may be checked (docs/check.md#consent). If it is yours, say so with --i-own-this-endpoint.";

    /// <returns>The report; or the exit code and the reason where there is none.</returns>
    public static async Task<(CheckReport? Report, int ExitCode, string? Problem)> RunAsync(CheckWishes wishes, string secret, Surroundings surroundings, CancellationToken stop)
    {
        if (!wishes.Profile.Scheme.TryCreateKey(secret, out _, out var unusable))
        {
            return (null, ExitCodes.WrongUsage, $"the secret is none of {wishes.Profile}'s: {unusable}");
        }

        X509Certificate2Collection? authorities = null;
        if (wishes.Authorities is { } file)
        {
            if (!EgressAuthorities.TryLoad(file, out authorities, out var problem))
            {
                return (null, ExitCodes.WrongUsage, problem);
            }
        }

        using var target = RemoteTarget.At(wishes.Url, surroundings.Clock, authorities);
        var (isGiven, effects, reply) = await Consent.AskAsync(target, secret, stop);
        if (reply.Fault is { } fault && fault != "timeout" && !fault.StartsWith("tls_", StringComparison.Ordinal))
        {
            return (null, ExitCodes.Unreachable, $"{target.Name} does not answer: {fault}.");
        }

        if (!isGiven && !wishes.IsOwner)
        {
            return (null, ExitCodes.WrongUsage, $"{target.Name} was asked nothing else{(reply.Fault is { } why ? $" (there was no answer: {why})" : "")}. {HowToConsent}");
        }

        var told = wishes.Effects ?? Told(wishes.Url, effects);
        var counter = told is null ? null : new EffectsAddress(url => RemoteTarget.At(url, surroundings.Clock, authorities), told);
        var progress = new LiveProgress(surroundings);
        var report = await CheckRunner.RunAsync(target, OptionsOf(wishes, secret, counter, surroundings.Clock), progress.Starting, progress.Done, stop);
        return (report, report.IsPassed(wishes.IsStrict) ? ExitCodes.Done : ExitCodes.Failed, null);
    }

    private static CheckOptions OptionsOf(CheckWishes wishes, string secret, EffectsAddress? counter, TimeProvider clock) => new()
    {
        Profile = wishes.Profile,
        Secret = secret,
        Clock = clock,
        Effects = counter is null ? null : counter.ReadAsync,
        EffectsKnownBy = "the receiver's counter of effects",
        TimeLimit = wishes.TimeLimit,
        Tolerance = wishes.Tolerance,
        PaceTime = wishes.PaceTime,
        MostPerSecond = wishes.MostPerSecond,
        Only = wishes.Only,
        Skip = wishes.Skip,
    };

    /// <summary>Only where the receiver itself is: an answer does not send us elsewhere.</summary>
    private static Uri? Told(Uri receiver, string? path) =>
        path is not null && Uri.TryCreate(receiver, path, out var url) && url.GetLeftPart(UriPartial.Authority) == receiver.GetLeftPart(UriPartial.Authority) ? url : null;
}
