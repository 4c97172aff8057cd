using System.Buffers;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Receiver.Sources;

/// <summary>Options → a source, or everything that is wrong with them. No mistake quotes a secret.</summary>
internal static class SourceReading
{
    private const int LongestName = 60;
    private const int SmallestBody = 1024;
    private const int LargestBody = 16 * 1024 * 1024;

    private static readonly TimeSpan LongestTolerance = TimeSpan.FromHours(1);

    private static readonly SearchValues<char> OfNames = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-");

    /// <param name="routes">The profiles of the routes that were mapped for it.</param>
    public static Source? Read(string name, SourceOptions options, IReadOnlyCollection<Profile> routes, ICollection<string> mistakes)
    {
        var before = mistakes.Count;
        void Add(string mistake) => mistakes.Add($"Source '{name}': {mistake}");

        if (name.Length > LongestName || name.AsSpan().ContainsAnyExcept(OfNames))
        {
            Add($"its name may have 1 to {LongestName} of letters, digits, _ and -.");
        }

        var profile = ProfileOf(options, routes, Add);
        var keys = profile is null ? [] : KeysOf(profile, options, Add);
        if (options.Tolerance <= TimeSpan.Zero || options.Tolerance > LongestTolerance)
        {
            Add("Tolerance must be above 0 and at most 1 hour.");
        }

        if (options.BodyLimit is < SmallestBody or > LargestBody)
        {
            Add($"BodyLimit must be from {SmallestBody} to {LargestBody} bytes.");
        }

        CheckAnswers(options.Answers, Add);
        return mistakes.Count > before || profile is null
            ? null
            : new(name, profile, keys, options.Tolerance, options.BodyLimit, AnswerCodes.Of(profile.Name, options.Answers));
    }

    private static Profile? ProfileOf(SourceOptions options, IReadOnlyCollection<Profile> routes, Action<string> add)
    {
        Profile? named = null;
        if (options.Profile is { } text && !Profile.TryGet(text, out named))
        {
            add("Profile must be suki, sully or standard.");
            return null;
        }

        List<Profile> all = [.. routes.Concat(named is null ? [] : [named]).Distinct()];
        if (all.Count != 1)
        {
            add(all.Count == 0 ? "no Profile is set, and no route names one." : "its routes and its Profile must all be of one profile.");
            return null;
        }

        return all[0];
    }

    private static List<SourceKey> KeysOf(Profile profile, SourceOptions options, Action<string> add)
    {
        var keys = new List<SourceKey>();
        if (options.Secrets.Count == 0)
        {
            add("no secret is set, so nothing can be verified.");
        }

        foreach (var (number, secret) in options.Secrets.Index())
        {
            if (!profile.Scheme.TryCreateKey(secret.Value, out var key, out var problem))
            {
                add($"secret {number + 1}: {problem}");
            }
            else if (secret.ValidFrom >= secret.ValidUntil)
            {
                add($"secret {number + 1}: ValidUntil must be after ValidFrom.");
            }
            else
            {
                keys.Add(new(key, secret.ValidFrom, secret.ValidUntil));
            }
        }

        return keys;
    }

    private static void CheckAnswers(SourceAnswers answers, Action<string> add)
    {
        if (answers.Accepted is < 200 or > 299)
        {
            add("Answers.Accepted must be from 200 to 299.");
        }

        int?[] refusals = [answers.MissingSignature, answers.BadSignature, answers.BadBody, answers.Conflict];
        if (refusals.Any(static code => code is < 400 or > 499))
        {
            add("Answers for what is refused must be from 400 to 499.");
        }
    }
}
