using System.Collections;
using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;

namespace Posthorn.Postgres.Writing.Batching;

/// <summary>A statement for many rows at once: each of its parameters is an array, with one value for each row. The lists are used again by the next batch.</summary>
internal sealed class ArrayStatement(string sql)
{
    private readonly List<IList> _columns = [];
    private readonly List<Func<NpgsqlParameter>> _parameters = [];

    /// <summary>The next parameter, as the list of its values.</summary>
    public List<T> Column<T>(NpgsqlDbType type)
    {
        var values = new List<T>();
        _columns.Add(values);
        return Share(values, type);
    }

    /// <summary>The next parameter: a list that another statement fills and clears.</summary>
    public List<T> Share<T>(List<T> values, NpgsqlDbType type)
    {
        _parameters.Add(() => new NpgsqlParameter<List<T>> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type });
        return values;
    }

    /// <summary>The next parameter: one value for all rows.</summary>
    public StrongBox<T> Value<T>(NpgsqlDbType type)
    {
        var value = new StrongBox<T>();
        _parameters.Add(() => new NpgsqlParameter<T> { TypedValue = value.Value!, NpgsqlDbType = type });
        return value;
    }

    /// <summary>For one execution: a command remembers the connection on which it was prepared, and is of no use on another.</summary>
    public NpgsqlBatchCommand ToCommand()
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in _parameters)
        {
            _ = command.Parameters.Add(parameter());
        }

        return command;
    }

    public void Clear()
    {
        foreach (var column in _columns)
        {
            column.Clear();
        }
    }
}
