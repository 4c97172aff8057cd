using System.Collections.Frozen;
using System.Net;

namespace Posthorn.Delivery.Sending;

/// <summary>Names that belong to a machine, a cluster or a private network, not to the Internet.</summary>
internal static class HostNames
{
    private static readonly string[] LocalSuffixes =
        [".localhost", ".localdomain", ".local", ".internal", ".intranet", ".lan", ".home.arpa"];

    private static readonly FrozenSet<string> MetadataNames = FrozenSet.ToFrozenSet(
        ["metadata.google.internal", "metadata.goog", "metadata", "instance-data", "instance-data.ec2.internal", "metadata.azure.internal"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>A single label, or under a suffix that is not the Internet's.</summary>
    public static bool IsLocal(string host)
    {
        var name = host.AsSpan().TrimEnd('.');
        return !name.Contains('.') || EndsLocally(name);
    }

    /// <summary>A cloud's metadata server by name: refused whatever it resolves to.</summary>
    public static bool IsMetadata(string host) => MetadataNames.Contains(host.TrimEnd('.'));

    /// <summary>An address rather than a name, in any of the spellings that the system would dial.</summary>
    public static bool IsLiteral(string host, out IPAddress address) => IPAddress.TryParse(host.TrimEnd('.'), out address!);

    private static bool EndsLocally(ReadOnlySpan<char> name)
    {
        foreach (var suffix in LocalSuffixes)
        {
            if (name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
