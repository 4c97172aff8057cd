using Posthorn.Delivery.Endpoints;
using Posthorn.Hosting;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Emulators.Running;

/// <summary>Finds everything that is wrong with the options at once.</summary>
internal static class EmulatorOptionsCheck
{
    private const double Slowest = 0.01;
    private const double Fastest = 100_000;

    /// <summary>One sentence for each mistake, naming the option; empty when the emulator can be built.</summary>
    public static IReadOnlyList<string> Mistakes(EmulatorOptions options, Profile profile)
    {
        var mistakes = new List<string>();
        if (!Uri.TryCreate(options.Url, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttp || url.PathAndQuery != "/" || url.UserInfo.Length > 0)
        {
            mistakes.Add("--urls: give http://ADDRESS:PORT.");
        }

        if (options.NotifyUrl is { } notify)
        {
            var problems = new List<InputProblem>();
            _ = EndpointUrl.Read(notify, EmulatorEngine.Reachable, "--notify", problems);
            mistakes.AddRange(problems.Select(static problem => $"--notify: {problem.Message}"));
        }

        if (!(options.TimeScale is >= Slowest and <= Fastest))
        {
            mistakes.Add($"--time-scale: give a number from {Slowest} to {Fastest}.");
        }

        if (options.Storage != EmulatorOptions.Memory
            && (StorageKind.Of(options.Storage) != StorageKind.Sqlite || StorageKind.PathOf(options.Storage).Length == 0))
        {
            mistakes.Add("--storage: give memory, or sqlite: and the path of a file.");
        }

        if (options.RequestsPerMinute is < 1)
        {
            mistakes.Add("--requests-per-minute: give a number from 1 on.");
        }

        mistakes.AddRange(WeakOf(options.Secret, profile, "secret"));
        mistakes.AddRange(WeakOf(options.OldSecret, profile, "old secret"));
        return mistakes;
    }

    private static IEnumerable<string> WeakOf(string? secret, Profile profile, string name) =>
        secret is not null && profile.Scheme.CheckStrength(secret) is { } weak ? [$"The {name}: {weak}"] : [];
}
