using Npgsql;

namespace Posthorn.Postgres.Writing.Batching;

/// <summary>Writes changes of one kind, all of a batch in one commit. Each pump has its own, so that its lists of values are used again.</summary>
internal abstract class BatchWriter<TCommand>
    where TCommand : class, IWriteCommand
{
    /// <summary>Commits the changes and puts down what their callers are to be told. Called again, with the same or with some of them, when it has thrown.</summary>
    public abstract Task WriteAsync(NpgsqlConnection connection, ArraySegment<TCommand> commands);
}
