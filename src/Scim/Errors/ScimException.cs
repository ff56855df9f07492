namespace Sutler.Scim.Errors;

/// <summary>Carries a <see cref="ScimError"/> from where input is read to where the answer is written.</summary>
public sealed class ScimException : Exception
{
    /// <summary>Wraps the error.</summary>
    public ScimException(ScimError error)
        : base(error.Detail) => Error = error;

    /// <summary>Makes an error of its parts.</summary>
    public ScimException(int status, string? scimType, string detail)
        : this(new ScimError(status, scimType, detail))
    {
    }

    /// <summary>A server error with no more said.</summary>
    public ScimException()
        : this("The server failed.")
    {
    }

    /// <summary>A server error with this detail.</summary>
    public ScimException(string message)
        : this(new ScimError(500, null, message))
    {
    }

    /// <summary>A server error with this detail and cause.</summary>
    public ScimException(string message, Exception inner)
        : base(message, inner) => Error = new ScimError(500, null, message);

    /// <summary>What to answer.</summary>
    public ScimError Error { get; }

    /// <summary>Runs a step and puts the place before what it says went wrong.</summary>
    internal static TResult At<TInput, TResult>(string place, TInput input, Func<TInput, TResult> step)
    {
        try
        {
            return step(input);
        }
        catch (ScimException exception)
        {
            throw new ScimException(exception.Error with { Detail = $"{place}: {exception.Error.Detail}" });
        }
    }
}
