using Npgsql;
using Posthorn.Postgres.Connection;

namespace Posthorn.Postgres.Writing.Batching;

/// <summary>Commits one batch, whatever it takes: again where it collided with others, in halves where one of its changes cannot be stored.</summary>
internal sealed class BatchRun<TCommand>(WriteParts parts, BatchWriter<TCommand> writer)
    where TCommand : class, IWriteCommand
{
    private const int MostTries = 5;

    /// <summary>Syntax, privileges, missing tables: no other batch would fare better.</summary>
    private const string OfAll = "42";

    private static readonly TimeSpan CollisionWait = TimeSpan.FromMilliseconds(5);

    /// <summary>Never throws: each of the commands gets an answer.</summary>
    public async Task RunAsync(ArraySegment<TCommand> commands)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await WriteAsync(commands);
                break;
            }
            catch (Exception exception) when (tries < MostTries && IsCollision(exception))
            {
                await Task.Delay(CollisionWait * (tries * (1 + parts.Dice.Throw())), parts.Clock);
            }
            catch (Exception exception)
            {
                await FailAsync(commands, exception);
                return;
            }
        }

        foreach (var command in commands)
        {
            command.Complete();
        }

        Tell(commands.Count);
    }

    private async Task WriteAsync(ArraySegment<TCommand> commands)
    {
        await using var connection = await parts.Source.OpenConnectionAsync();
        try
        {
            await writer.WriteAsync(connection, commands);
        }
        catch (PostgresException refused)
        {
            PreparedStatements.Forget(connection, refused);
            throw;
        }
    }

    // One bad change must not take its neighbours down: alone, each shows whether it was the one.
    private async Task FailAsync(ArraySegment<TCommand> commands, Exception exception)
    {
        if (commands.Count > 1 && IsOfOne(exception))
        {
            var half = commands.Count / 2;
            await RunAsync(commands[..half]);
            await RunAsync(commands[half..]);
            return;
        }

        if (StoreFailure.IsAmbiguous(exception))
        {
            parts.Doubted();
        }

        var reason = StoreFailure.Translate(exception);
        foreach (var command in commands)
        {
            command.Fail(reason);
        }
    }

    private static bool IsCollision(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure };

    private static bool IsOfOne(Exception exception) =>
        !StoreFailure.IsPassing(exception) && !StoreFailure.IsAmbiguous(exception)
        && !(exception is PostgresException refused && refused.SqlState.StartsWith(OfAll, StringComparison.Ordinal));

    private void Tell(int count)
    {
        try
        {
            parts.Committed(count);
        }
        catch (Exception)
        {
            // Whoever listens must not stop the one who works.
        }
    }
}
