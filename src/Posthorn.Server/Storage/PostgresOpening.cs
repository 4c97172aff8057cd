using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Storage;

namespace Posthorn.Server.Storage;

/// <summary>Opens the store of many nodes.</summary>
internal static class PostgresOpening
{
    public static Task<OpenStore> OpenAsync(ServerOptions options, TimeProvider clock, ILoggerFactory logs) =>
        throw new StartRefusedException("store_unavailable", "--storage: this build has no PostgreSQL store; use sqlite:PATH.");
}
