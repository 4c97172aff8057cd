using System.Security.Cryptography;
using Posthorn.Delivery.Secrets;
using Posthorn.Delivery.Storage;
using Posthorn.Relay.Wire;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Relay.Keeping;

/// <summary>Sealed, in one commit on disk, and only then answered for.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class ArrivalLog(RelayDatabase database, SecretVault vault, ArrivalNews news, RemovalTally tally, long mostBytes, TimeProvider clock)
{
    /// <summary>Keeps a request. When this has returned, it is on disk.</summary>
    /// <exception cref="StoreUnavailableException">It could not be made durable; nothing of it was stored.</exception>
    public async ValueTask<ArrivalId> AppendAsync(KnownSource source, CapturedRequest request)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var id = ArrivalId.New(now);
        var sealedContent = await vault.SealAsync(SealedArrival.PlaceOf(source.Name, id, now), SealedArrival.ContentOf(request));
        var appended = await database.Writer.RunAsync(
            new AppendArrival(source.Key, id, now, request.Body.Length, SHA256.HashData(request.Body.Span), sealedContent, mostBytes));
        tally.Add(appended.Removed);
        news.Tell(source.Key);
        return id;
    }

    /// <summary>How it stands now, asked of the writer: whether it answers is what readiness means.</summary>
    public ValueTask<bool> ProbeAsync() => database.Writer.RunAsync(new QueryCommand<bool>(static connection => connection.Scalar("select bytes from usage") is not null));
}
