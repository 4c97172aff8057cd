using System.Globalization;
using System.Security.Cryptography;
using Posthorn.Bench.Roles;

namespace Posthorn.Bench.Running;

/// <summary>A server that can be put under load: Posthorn, or the durable floor in its clothes.</summary>
/// <param name="Name">How the report calls it.</param>
/// <param name="Command">What starts it, but for storage and address.</param>
/// <param name="OperatorKey">The key with which partners and endpoints are made; of a receiver, the secret that a vendor signs with.</param>
/// <param name="Tuning">Environment it is started with, beside its key. Posthorn gets none: what it needs it brings along.</param>
internal sealed record Subject(
    string Name, IReadOnlyList<string> Command, string OperatorKey, IReadOnlyList<KeyValuePair<string, string>> Tuning)
{
    public const string Posthorn = "posthorn";

    public static Subject DurableFloor(IReadOnlyList<string> self, int inFlight) => new(
        DurableFloorRole.Name,
        [.. self, DurableFloorRole.Name, "--in-flight", inFlight.ToString(CultureInfo.InvariantCulture)],
        NewKey(),
        [ChildProcess.NoSpinning]);

    public static Subject Server(IReadOnlyList<string> command)
        => new(Posthorn, [.. command, "serve", "--allow-egress", "127.0.0.0/8"], NewKey(), Tuning: []);

    // Printed nowhere: it lives as long as the server of one measurement.
    public static string NewKey() => "bench-" + RandomNumberGenerator.GetHexString(40, lowercase: true);
}
