using Microsoft.Extensions.Logging;

namespace Posthorn.Server.Storage;

internal static class PostgresOpening
{
    public static Task<OpenStore> OpenAsync(ServerOptions options, TimeProvider clock, ILoggerFactory logs) => throw new NotSupportedException();
}
