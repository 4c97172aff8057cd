using Posthorn.Protocol.Profiles;

namespace Posthorn.Receiver.Sources;

/// <summary>The sources that the program names, by adding them or by mapping a route for them.</summary>
/// <remarks>Filled before the host starts; after that it only answers.</remarks>
internal sealed class SourceCatalog
{
    private readonly Dictionary<string, HashSet<Profile>> _named = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_gate)
            {
                return [.. _named.Keys.Order(StringComparer.Ordinal)];
            }
        }
    }

    /// <param name="profile">What a route speaks; null where it is left to the source's options.</param>
    public void Declare(string name, Profile? profile)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (_gate)
        {
            _ = _named.TryAdd(name, []);
            if (profile is not null)
            {
                _ = _named[name].Add(profile);
            }
        }
    }

    public IReadOnlyCollection<Profile> RoutesOf(string name)
    {
        lock (_gate)
        {
            return [.. _named.GetValueOrDefault(name, [])];
        }
    }
}
