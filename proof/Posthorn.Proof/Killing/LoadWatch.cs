using System.Globalization;
using System.Text.Json;
using Posthorn.Proof.Killing.Publishing;
using Posthorn.Proof.Killing.Roles;
using Posthorn.Proof.Killing.Starting;

namespace Posthorn.Proof.Killing;

/// <summary>Asks publisher and receiver how far they are, and tells them what to do. One caller at a time.</summary>
internal sealed class LoadWatch(Role publisher, Role receiver)
{
    private LoadState _last = new(new(0, 0, 0, 0, 0, Problem: null), Requests: 0, Distinct: 0);

    /// <summary>As of the last look. May be read by anyone.</summary>
    public LoadState Last => Volatile.Read(ref _last);

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var published = JsonSerializer.Deserialize(await publisher.AskAsync(RoleLines.Status, cancellationToken), PublishJson.Default.PublishCounts)!;
        var received = (await receiver.AskAsync(RoleLines.Status, cancellationToken)).Split(' ');
        Volatile.Write(ref _last, new(
            published, long.Parse(received[0], CultureInfo.InvariantCulture), long.Parse(received[1], CultureInfo.InvariantCulture)));
    }

    public async Task TellPublisherAsync(string line, CancellationToken cancellationToken) => _ = await publisher.AskAsync(line, cancellationToken);

    /// <summary>Every endpoint behaves from now on.</summary>
    public async Task CalmAsync(CancellationToken cancellationToken) => _ = await receiver.AskAsync(RoleLines.Calm, cancellationToken);
}
