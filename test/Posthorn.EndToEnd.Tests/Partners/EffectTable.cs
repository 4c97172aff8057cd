using System.Data.Common;
using System.Globalization;
using Posthorn.Cli.Calling;

namespace Posthorn.EndToEnd.Tests.Partners;

/// <summary>Where a partner's handler writes: the database itself is asked how often it did.</summary>
/// <param name="connect">Makes a connection that is not open.</param>
/// <param name="sql">Counts the effects on <c>@subject</c>.</param>
internal sealed class EffectTable(Func<DbConnection> connect, string sql)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public async Task<int> CountAsync(string subject, CancellationToken cancellationToken)
    {
        await using var connection = connect();
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@subject", subject);
        command.Parameters.Add(parameter);
        try
        {
            return Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
        }
        catch (DbException)
        {
            // Some make their table with their first effect.
            return 0;
        }
    }

    public Task<int> UntilAppliedAsync(string subject, CancellationToken cancellationToken) => Waiting.UntilAsync(
        token => CountAsync(subject, token), static count => count > 0, Patience, TimeProvider.System, cancellationToken);
}
