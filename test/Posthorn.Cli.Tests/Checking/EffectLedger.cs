using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Posthorn.Cli.Tests.Checking;

/// <summary>What a handwritten receiver has applied.</summary>
internal sealed class EffectLedger(Habits habits)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Applied, string Hash, long At)> _held = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _racing = new(StringComparer.Ordinal);

    public async Task ApplyAsync(string subject, byte[] body, JsonObject root)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(body));
        var key = habits.DropsRegenerated ? subject : hash;
        if (!habits.AppliesDuplicates && (habits.Races ? await RaceAsync(key) : !Add(key)))
        {
            return;
        }

        var at = root["data"]?["timestamp"]?["complete"]?.GetValue<long>() ?? 0;
        lock (_gate)
        {
            var held = _held.GetValueOrDefault(subject);
            if (at >= held.At)
            {
                _held[subject] = (held.Applied + 1, hash, at);
            }
        }
    }

    public JsonObject Tell(string subject)
    {
        lock (_gate)
        {
            var (applied, hash, _) = _held.GetValueOrDefault(subject);
            return new() { ["applied"] = applied, ["body_sha256"] = hash };
        }
    }

    private bool Add(string key)
    {
        lock (_gate)
        {
            return _seen.Add(key);
        }
    }

    /// <summary>Looks, and is overtaken by whoever looks at the same time before either has written: two that come together always both write.</summary>
    private async Task<bool> RaceAsync(string key)
    {
        lock (_gate)
        {
            if (_seen.Contains(key))
            {
                return true;
            }
        }

        var other = _racing.GetOrAdd(key, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        _ = await Task.WhenAny(other.Task, Slowness.LastAsync(TimeSpan.FromMilliseconds(100)));
        other.TrySetResult();
        _ = Add(key);
        return false;
    }
}
