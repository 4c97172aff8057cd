using Npgsql;
using NpgsqlTypes;
using Posthorn.Postgres.Connection;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Reading;

/// <summary>One question to the database, and how a row of its answer is read.</summary>
internal sealed class Question<T>(string sql, Func<NpgsqlDataReader, T> read)
{
    private readonly List<(object? Value, NpgsqlDbType Type)> _values = [];

    public Question<T> With(Guid value) => With(value, NpgsqlDbType.Uuid);

    public Question<T> With(string value) => With(value, NpgsqlDbType.Text);

    public Question<T> With(long? value) => With(value, NpgsqlDbType.Bigint);

    public Question<T> With(int? value) => With(value, NpgsqlDbType.Integer);

    public Question<T> With(bool value) => With(value, NpgsqlDbType.Boolean);

    public Question<T> With(DateTimeOffset value) => With(value.UtcDateTime, NpgsqlDbType.TimestampTz);

    public Question<T> With(long[] values) => With(values, NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    public Question<T> With(string[] values) => With(values, NpgsqlDbType.Array | NpgsqlDbType.Text);

    public Question<T> With(Guid[] values) => With(values, NpgsqlDbType.Array | NpgsqlDbType.Uuid);

    /// <summary>Asks on any connection. One that was cut while nobody used it is noticed only then, so a lost one is asked again once: reading twice does no harm.</summary>
    public async ValueTask<List<T>> AskAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        try
        {
            return await AskOnceAsync(source, cancellationToken);
        }
        catch (Exception exception) when (StoreFailure.IsAmbiguous(exception) && !cancellationToken.IsCancellationRequested)
        {
            return await StoreFailure.TranslatedAsync(() => AskOnceAsync(source, cancellationToken));
        }
        catch (Exception exception) when (StoreFailure.IsPassing(exception))
        {
            throw StoreFailure.Translate(exception);
        }
    }

    public async Task<List<T>> AskAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new(Plans.ByIndex), ToCommand() } };
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        _ = await row.NextResultAsync(cancellationToken);
        var answer = new List<T>();
        while (await row.ReadAsync(cancellationToken))
        {
            answer.Add(read(row));
        }

        return answer;
    }

    private async Task<List<T>> AskOnceAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return await AskAsync(connection, cancellationToken);
    }

    private NpgsqlBatchCommand ToCommand()
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var (value, type) in _values)
        {
            _ = command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type });
        }

        return command;
    }

    private Question<T> With(object? value, NpgsqlDbType type)
    {
        _values.Add((value, type));
        return this;
    }
}
